import { z } from 'zod';
import { deliveryReceipt } from './delivery-receipt.js';
import { arrival } from './message-received.js';
import { blobRef, channelName, identityRef, instant, safeText, uuid } from './primitives.js';
import { savedQuery } from './saved-query.js';
import { publicProfile } from './public-profile.js';
import { send } from './send.js';
import { why, whys } from './why.js';

/**
 * What one service may ask another over Nest's NATS transport: at most once, with a time limit. Nothing that must survive
 * goes this way; every question can be asked again.
 */

/** Core answers: may this attempt hand over? The same token always gets the same answer. */
export const deliveryStart = {
  subject: () => 'ask.core.delivery-start',
  request: z.object({ deliveryId: uuid, attempt: z.int().min(1), token: uuid }),
  reply: z.object({
    answer: z.enum(['go', 'stop']),
    /** Why not: `cancelled`, `started-elsewhere`, `done`, `held`, `edited`, `unknown-delivery`. */
    reason: safeText(64).optional(),
  }),
};

/**
 * Core answers: which of these ledger keys are stored or quarantined already? At most 1,000 at a time. With an account: where its
 * account group can see them; what another group has need not have come to this one.
 */
export const ledgerHas = {
  subject: () => 'ask.core.ledger-has',
  request: z.object({
    channel: channelName,
    accountId: uuid.optional(),
    externalIds: z.array(z.string().max(500)).max(1000),
  }),
  reply: z.object({ present: z.array(z.string()) }),
};

/** Core answers: refill the KV bucket of this connector; asked when a connector finds it empty. */
export const accountsRefill = {
  subject: () => 'ask.core.accounts-refill',
  request: z.object({ connector: z.string().max(64) }),
  reply: z.object({ accounts: z.int() }),
};

/** Core answers: which public messages of this account does it hold that are not known to be deleted? Page by page. */
export const publicMessages = {
  subject: () => 'ask.core.public-messages',
  request: z.object({
    accountId: uuid,
    since: instant,
    after: uuid.optional(),
    /** Without what waits in quarantine and what we said ourselves: that can be gone at its source, and is nothing to deliver once more. */
    onlyStored: z.boolean().optional(),
    /** Private ones as well: at this network they are posts, too. */
    privateToo: z.boolean().optional(),
  }),
  reply: z.object({
    externalIds: z.array(z.string()),
    /** The key of whoever wrote each, or what stands for us, in the same order; an earlier release does not say. */
    authors: z.array(z.string()).optional(),
    next: uuid.optional(),
  }),
};

/**
 * Core answers: keeps the tokens of a mailbox that signs in by OAuth 2, sealed to their connector, longer than the bus lives.
 * A provider may void every token but the newest. `generation` says which of one consent are newer: core holds the highest
 * that it was given, and gives it back to whoever comes with a lower one.
 */
export const grantKeep = {
  subject: () => 'ask.core.grant-keep',
  request: z.object({
    accountId: uuid,
    /** Tells one consent from the next. */
    grantedAt: instant,
    generation: z.int().min(0),
    sealed: z.string().min(1).max(20_000),
  }),
  reply: z.discriminatedUnion('answer', [
    z.object({ answer: z.literal('kept') }),
    z.object({ answer: z.literal('newer'), generation: z.int().min(0), sealed: z.string() }),
    /** The account is gone, or was signed in anew. */
    z.object({ answer: z.literal('not-this-consent') }),
  ]),
};

/** A connector answers: do these settings work? Secrets travel sealed to that connector's public key. */
export const verifyAccount = {
  subject: (connector: string) => `ask.${connector}.verify-account`,
  request: z.object({
    /** The stored account that is tested; absent for one that is yet to be added. */
    accountId: uuid.optional(),
    channel: channelName,
    address: safeText(998),
    settings: z.record(z.string(), z.unknown()),
    sealedSecrets: z.string().optional(),
  }),
  reply: z.object({
    ok: z.boolean(),
    checks: z.array(
      z.object({
        /** Such as `imap`, `smtp`, `settings`. */
        name: safeText(64),
        ok: z.boolean(),
        /** Stable code such as `wrong-password`, `unreachable`, `certificate-expired`. */
        code: safeText(64).optional(),
        /** What happened, what is safe, what to do. */
        message: safeText(1000),
        /** The same for other languages. */
        why: whys,
        /** The other side's own words. */
        detail: safeText(2000).optional(),
        durationMs: z.number(),
      }),
    ),
  }),
};

const providerName = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);

/** A connector answers: at which providers may an account of this channel sign in by OAuth 2? Only those configured. */
export const oauthProviders = {
  subject: (connector: string) => `ask.${connector}.oauth-providers`,
  request: z.object({ channel: channelName }),
  reply: z.object({ providers: z.array(z.object({ name: providerName, label: safeText(64) })) }),
};

/** Why no consent, and no sign-in that shows whose an account is, came of it. */
export const refusedConsent = z.object({
  ok: z.literal(false),
  /** Stable code such as `provider-unknown`, `state-invalid`, `consent-expired`, `wrong-mailbox`, `login-refused`. */
  code: safeText(64),
  /** What happened, what is safe, what to do. */
  message: safeText(1000),
});

/**
 * A connector answers: where does a human give consent? Core mints `state` and the account's id; the connector keeps the
 * PKCE verifier, sealed to itself, for ten minutes.
 */
export const oauthStart = {
  subject: (connector: string) => `ask.${connector}.oauth-start`,
  request: z.object({
    channel: channelName,
    provider: providerName,
    accountId: uuid,
    address: safeText(998),
    /** Who signs in, where that is not the address itself. */
    user: safeText(320).optional(),
    state: z.string().min(32).max(512),
    redirectUri: z.url().max(2000),
    /** Where the provider can read who we are; see `oauth-document`. */
    documentUrl: z.url().max(2000).optional(),
    /** What the account is set to, where more than its address is needed to find its provider. */
    settings: z.record(z.string(), z.unknown()).optional(),
    /** Core's own, given back unchanged by `oauth-finish`. */
    note: z.record(z.string(), z.unknown()),
  }),
  reply: z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      url: z.url().max(8000),
      /** The state that stands in the address instead of core's, so that core keeps its own where the browser brings both back. */
      theirState: z.string().min(1).max(512).optional(),
    }),
    refusedConsent,
  ]),
};

/**
 * A connector answers: exchange the code, make sure that it opens the right mailbox, and give the account's settings and its
 * secrets sealed to the connector itself. Works once per `state`.
 */
export const oauthFinish = {
  subject: (connector: string) => `ask.${connector}.oauth-finish`,
  request: z.object({
    channel: channelName,
    state: z.string().min(32).max(512),
    /** `{code}`, and what else the provider said in the address, sealed to the connector's public key, bound to `state`. */
    sealedCode: z.string().max(20_000),
  }),
  reply: z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      accountId: uuid,
      address: safeText(998),
      settings: z.record(z.string(), z.unknown()),
      sealedSecrets: z.string(),
      note: z.record(z.string(), z.unknown()),
    }),
    refusedConsent,
  ]),
};

/**
 * A connector answers: what does this channel's provider read about us at `documentUrl`, which is our name there? For providers
 * where nobody registers.
 */
export const oauthDocument = {
  subject: (connector: string) => `ask.${connector}.oauth-document`,
  request: z.object({
    channel: channelName,
    documentUrl: z.url().max(2000),
    redirectUris: z.array(z.url().max(2000)).min(1).max(10),
  }),
  reply: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), document: z.record(z.string(), z.unknown()) }),
    refusedConsent,
  ]),
};

/** A connector answers: read this raw message once more and publish what comes of it. */
export const readAgain = {
  subject: (connector: string) => `ask.${connector}.read-again`,
  request: z.object({
    channel: channelName,
    accountId: uuid,
    externalId: z.string().max(500),
    raw: blobRef,
    sortAt: instant,
    history: z.boolean(),
    /** How it came the first time; not known of what a release before this one kept. */
    arrival: arrival.optional(),
    direction: z.enum(['inbound', 'outbound']).default('inbound'),
  }),
  reply: z.object({
    ok: z.boolean(),
    /** Why it still cannot be read. */
    reason: safeText(2000).optional(),
    why: whys,
  }),
};

/**
 * A connector answers: delete what this message of ours put where everybody reads it, all parts. What is not there any more counts as deleted, so that
 * it can be asked again.
 */
export const takeBack = {
  subject: (connector: string) => `ask.${connector}.take-back`,
  request: z.object({
    channel: channelName,
    accountId: uuid,
    messageId: uuid,
    /** What its receipts named; empty where none did. */
    externalIds: z.array(z.string().max(500)).max(1_000),
    /** It went no further, or nobody knows how it ended: more may stand there than its receipts named. */
    mayBeMore: z.boolean().optional(),
  }),
  reply: z.object({
    ok: z.boolean(),
    /** Stable; why not. */
    code: safeText(64).optional(),
    /** What happened, what is safe, what to do. */
    message: safeText(1_000).optional(),
    /** The message for other languages. */
    why: whys,
  }),
};

/**
 * A connector answers: does what this send was to bring stand at the other side? Nothing is sent. `found` comes with the receipt that it would have had; `untold`: it cannot
 * be told there.
 */
export const lookForSent = {
  subject: (connector: string) => `ask.${connector}.look-for-sent`,
  request: z.object({ send }),
  reply: takeBack.reply.extend({
    is: z.enum(['found', 'absent', 'untold']).optional(),
    receipt: deliveryReceipt.omit({ v: true, type: true, eventId: true }).optional(),
  }),
};

/**
 * A connector answers: would its platform take this saved query, and, when it may look, what are the newest posts that it finds? A look
 * may cost; nothing is delivered.
 */
export const tryQuery = {
  subject: (connector: string) => `ask.${connector}.try-query`,
  request: z.object({ channel: channelName, accountId: uuid, query: savedQuery, look: z.boolean() }),
  reply: z.object({
    ok: z.boolean(),
    /** Stable; why not. */
    code: safeText(64).optional(),
    /** Why not, in words: what happened, what is safe, what to do. */
    message: safeText(1_000).optional(),
    /** The same for other languages. */
    why: whys,
    /** What this platform cannot do for the query. */
    remarks: z.array(safeText(500)).max(10).default([]),
    /** One for each of the remarks, in their order. */
    remarkWhys: whys,
    found: z
      .array(
        z.object({
          author: safeText(1_000),
          text: safeText(1_000),
          postedAt: instant,
          permalink: z.url().max(2_000).optional(),
        }),
      )
      .max(50)
      .default([]),
    /** What the look has cost. */
    cost: z.object({ amount: z.number().min(0), currency: z.string() }).optional(),
    /** What each found post costs, where posts cost. */
    costOfPost: z.object({ amount: z.number().min(0), currency: z.string() }).optional(),
  }),
};

/**
 * A connector answers: how does this identity show itself on its network now? Asked when an agent wants to see it, never for lists: it may
 * cost what the account pays for.
 */
export const readProfile = {
  subject: (connector: string) => `ask.${connector}.read-profile`,
  request: z.object({
    channel: channelName,
    /** By whose eyes it is looked at. */
    accountId: uuid,
    identity: identityRef.pick({ kind: true, key: true, handle: true }),
  }),
  reply: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), profile: publicProfile }),
    z.object({
      ok: z.literal(false),
      /** Stable; `unavailable` while the network is away. */
      code: safeText(64),
      /** What happened, what is safe, what to do. */
      message: safeText(1_000),
      why: whys,
    }),
  ]),
};

/** A connector answers: whether we may write to this person in private, who has not written to us so, as far as that can be told beforehand. */
export const mayWriteFirst = {
  subject: (connector: string) => `ask.${connector}.may-write-first`,
  request: z.object({ channel: channelName, accountId: uuid, recipient: identityRef }),
  reply: takeBack.reply,
};

/** A connector answers: compare the source with core's ledger now and republish what is missing. */
export const reconcileNow = {
  subject: (connector: string) => `ask.${connector}.reconcile`,
  request: z.object({ accountId: uuid.optional() }),
  reply: z.object({ started: z.int() }),
};

/** Every service answers for itself. */
export const serviceHealth = z.object({
  service: safeText(64),
  instance: safeText(64),
  version: safeText(32),
  state: z.enum(['starting', 'ok', 'degraded', 'failed']),
  reasons: z.array(safeText(500)),
  /** One for each reason, as far as it can be said in another language. */
  reasonWhys: z.array(z.array(why)).optional().catch(undefined),
  startedAt: instant,
  pid: z.int(),
  httpPort: z.int().optional(),
  /** A connector names the channels that it speaks. */
  channels: z.array(channelName).max(100).optional(),
});
export type ServiceHealth = z.infer<typeof serviceHealth>;
