import { z } from 'zod';
import { channelName, safeText, uuid } from './primitives.js';
import { refusedConsent } from './questions.js';

/** A connector answers: how can somebody show at this channel that a public account is theirs, but by posting a line? */
export const proveOffer = {
  subject: (connector: string) => `ask.${connector}.prove-offer`,
  request: z.object({ channel: channelName }),
  reply: z.object({
    /** By signing in to it: what the network is called; null: not so. */
    label: safeText(64).nullable(),
    /** By writing to our account there in private. */
    directMessages: z.boolean().default(false),
  }),
};

/**
 * A connector answers: where does whoever says to be this public account sign in to it? It keeps what it needs to know the
 * answer again, sealed to itself, for ten minutes. Nothing is asked for but who they are.
 */
export const proveStart = {
  subject: (connector: string) => `ask.${connector}.prove-start`,
  request: z.object({
    channel: channelName,
    /** The account of ours that heard the public one: it says where the network is. */
    accountId: uuid,
    /** The permanent key of the public account. */
    key: safeText(998),
    state: z.string().min(32).max(512),
    redirectUri: z.url().max(2000),
    documentUrl: z.url().max(2000),
    /** Core's own, given back unchanged by `prove-finish`. */
    note: z.record(z.string(), z.unknown()),
  }),
  reply: z.discriminatedUnion('ok', [
    z.object({
      ok: z.literal(true),
      url: z.url().max(8000),
      /** What the browser brings back instead of `state`, where the network's library makes a state of its own. */
      theirState: z.string().min(1).max(512).optional(),
    }),
    refusedConsent,
  ]),
};

/** A connector answers: who signed in? Works once per `state`; what the network gave for it is given back to it at once. */
export const proveFinish = {
  subject: (connector: string) => `ask.${connector}.prove-finish`,
  request: z.object({
    channel: channelName,
    state: z.string().min(32).max(512),
    /** What the network said in the address, sealed to the connector's public key, bound to `state`. */
    sealedAnswer: z.string().max(20_000),
  }),
  reply: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), key: safeText(998), note: z.record(z.string(), z.unknown()) }),
    refusedConsent,
  ]),
};
