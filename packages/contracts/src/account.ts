import { z } from 'zod';
import { channelName, instant, safeText, uuid } from './primitives.js';
import { queryHealth, savedQuery } from './saved-query.js';
import { whys } from './why.js';

/**
 * An account as its connector reads it from the KV bucket `accounts_<connector>`, key = `accountId`. `settings` belongs to
 * the channel and is validated by its connector alone; `sealedSecrets` can be opened by that connector alone.
 */
export const connectedAccount = z.object({
  v: z.literal(1),
  accountId: uuid,
  channel: channelName,
  /** Our own address: a mail address, a form's key, a profile's handle. */
  address: safeText(998),
  name: safeText(200).optional(),
  state: z.enum(['active', 'paused']),
  settings: z.record(z.string(), z.unknown()),
  /** A sealed box, or one per secret as `<name>:<box>` with spaces between; see `packages/bus` `openSecrets`. */
  sealedSecrets: z.string().optional(),
  /** Messages older than this instant are history; absent: everything is work. */
  importSince: instant.optional(),
  /** What it listens for in public; those that are switched off are left out. */
  queries: z.array(savedQuery).max(100).optional(),
  /** Moves with every change of the account. */
  version: z.int(),
});
export type ConnectedAccount = z.infer<typeof connectedAccount>;

/**
 * What an account has cost on one day, by the count of its connector. `pace` says what follows from it: `slow`, it is read less often;
 * `no-reading`, the rest is kept for answers; `nothing`, those wait too.
 */
export const accountCosts = z.object({
  /** As the network counts days: by UTC. */
  day: z.iso.date(),
  reads: z.int().min(0),
  writes: z.int().min(0),
  amount: z.number().min(0),
  /** Null: there is none. */
  ceiling: z.number().min(0).nullable(),
  /** Of the amount: what it took to see what was deleted; and the day's amount from which on that is not looked for. */
  deletions: z
    .object({ amount: z.number().min(0), upTo: z.number().min(0).nullable() })
    .optional()
    .catch(undefined),
  currency: z.string().regex(/^[A-Z]{3}$/),
  pace: z.enum(['free', 'slow', 'no-reading', 'nothing']),
});
export type AccountCosts = z.infer<typeof accountCosts>;

/**
 * What a profile's own place allows in a post, where each may choose (an instance of Mastodon), and to whom it shows it; what it does not say is as
 * usual on its network. A bad figure is none.
 */
export const accountLimits = z.object({
  charactersMax: z.int().positive().max(1_000_000).optional().catch(undefined),
  /** What an address of the web counts, however long it is. */
  perAddress: z.int().positive().max(10_000).optional().catch(undefined),
  picturesMax: z.int().min(0).max(100).optional().catch(undefined),
  pictureBytesMax: z.int().positive().optional().catch(undefined),
  /** Of the words that say what a picture shows, in characters. */
  altMax: z.int().positive().max(1_000_000).optional().catch(undefined),
  pictureTypes: z
    .array(z.string().regex(/^image\/[a-z0-9.+-]{1,40}$/))
    .max(50)
    .optional()
    .catch(undefined),
  /** What it says in public is shown to its followers alone. */
  followersOnly: z.boolean().optional().catch(undefined),
});
export type AccountLimits = z.infer<typeof accountLimits>;

/** A field of `send` that says how its words are to be posted, and that a connector of a release before it would silently pass over. */
export type BesideWord = 'readers' | 'contentWarning' | 'language' | 'card';

const healthState = z.enum(['starting', 'ok', 'degraded', 'failed']);

/**
 * What one replica of a connector says of one account: KV bucket `state_<connector>`, key `health.<accountId>.<instance>`.
 * Replicas do different things for an account, so that only all of them together tell how it does: `mergeAccountHealth`.
 */
export const accountHealth = z.object({
  v: z.literal(1),
  accountId: uuid,
  state: healthState,
  /** What happened, what is safe, what to do; empty when all is well. */
  reason: safeText(1000).default(''),
  /** The same for other languages. */
  why: whys,
  since: instant,
  checkedAt: instant,
  lastInAt: instant.optional(),
  lastOutAt: instant.optional(),
  /** When all that is read for it was last read, whatever else there was to remark; absent: not known, or nothing is. */
  wellAt: instant.optional().catch(undefined),
  /** For channels where reading and writing cost. */
  costs: accountCosts.optional().catch(undefined),
  /** When the key that opens the account ends by itself, where that is known; null: it does not. */
  keyEnd: z.object({ at: instant.nullable(), saidAt: instant }).optional().catch(undefined),
  /** What its place allows, as it said last. */
  limits: z.object({ allowed: accountLimits, saidAt: instant }).optional().catch(undefined),
  /** When it was last looked whether what core holds still stands at its source; absent where nobody looks, or never could. */
  followedAt: instant.optional().catch(undefined),
  /** Each `BesideWord` that this replica obeys for the account; absent: none, and no answer asks for it. */
  besideWords: z.array(z.string().max(64)).max(50).optional().catch(undefined),
  /** By the id of the saved query. */
  queries: z.record(uuid, queryHealth).optional().catch(undefined),
  /** By duty: `listen`, `reconcile` and `send`, which one replica does at a time, and `door`, which all do. */
  duties: z
    .record(
      z.string(),
      z.object({
        state: healthState,
        reason: safeText(1000).default(''),
        why: whys,
        since: instant,
        saidAt: instant,
      }),
    )
    .optional(),
});
export type AccountHealth = z.infer<typeof accountHealth>;
