import { z } from 'zod';
import { deliveryReport, messageClass, messageMark, participantRole } from '../message-received.js';
import { audience, uuid } from '../primitives.js';
import { whys } from '../why.js';
import { agentBrief } from './agent-brief.js';
import { severityLevel, severityReason } from './board.js';
import { mentionView } from './notices.js';
import { identityView } from './people.js';
import { foundBy } from './queries.js';

const time = z.string();

export const deliveryState = z.enum([
  'queued',
  'sending',
  'sent',
  'delivered',
  'unknown',
  'failed',
  'bounced',
  'cancelled',
  'deleted',
]);
export type DeliveryState = z.infer<typeof deliveryState>;

export const deliveryView = z.object({
  id: uuid,
  recipient: identityView,
  state: deliveryState,
  attempt: z.int(),
  at: time,
  /** The other side's reason, in its own words, where there is one. */
  detail: z.string().nullable(),
  /** The same for other languages. */
  why: whys,
  /** An earlier attempt ended without our knowing whether it arrived: the recipient may have it twice. */
  maybeTwice: z.boolean(),
  /** Of `unknown`: when an agent had it looked for at the other side, where it was not found or nobody could tell; it can be sent again since. */
  lookedAt: time.nullable(),
  /** Its account only sends: it cannot be looked there whether it arrived, whatever its channel can. */
  unseen: z.boolean().optional(),
  /** `sent` went no further than the outbox page: the account has no server to send with. */
  kept: z.boolean(),
  /** Of `deleted`: the name of the agent who had it deleted where it stood, at `at`; null: it was found to be gone there, and nobody of ours wished so here. */
  deletedBy: z.string().nullable(),
  /** Somebody wants it deleted where it stands; null: nobody. It is asked for until it is, or until its platform refused. */
  takingBack: z
    .object({
      /** The name of that agent. */
      by: z.string().nullable(),
      at: time,
      /** The other side's own words of the last asking. */
      said: z.string().nullable(),
      /** The same for other languages. */
      why: whys,
      refused: z.boolean(),
    })
    .nullish(),
  /** The posts that a long answer became, in their order; null: it is one, or went out before this was kept. */
  parts: z
    .array(
      z.object({
        text: z.string(),
        /** It went out, as far as we know. */
        posted: z.boolean(),
        /** Where everybody can see it. */
        permalink: z.string().nullable(),
        /** It was found not to be there any more. */
        gone: z.boolean(),
      }),
    )
    .nullish(),
  /** Of `queued`: it does not leave before, and its author can hold it back until it does. */
  heldUntil: time.nullable(),
});
export type DeliveryView = z.infer<typeof deliveryView>;

export const attachmentView = z.object({
  /** Random; the bytes are at `GET /api/v1/attachments/:id`. */
  id: uuid,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  inline: z.boolean(),
  contentId: z.string().nullable(),
  /** What we said that a picture shows. Of theirs it stands in the text. */
  alt: z.string().nullable(),
});
export type AttachmentView = z.infer<typeof attachmentView>;

/** The public post that a word of ours answers, as it stands now. */
export const answeredPost = z.object({
  messageId: uuid,
  /** Whose thread it stands in; null: nobody's any more. */
  threadId: uuid.nullable(),
  author: identityView.pick({ name: true, handle: true, key: true }).nullable(),
  /** Its first words; empty once it is gone. */
  text: z.string(),
  /** Its author deleted it, or it was kept for long enough. */
  gone: z.boolean(),
  /** It is gone from here alone, since it was kept for long enough: at its network it may still stand. */
  removed: z.boolean(),
});
export type AnsweredPost = z.infer<typeof answeredPost>;

const carriedKind = z.enum(['forward', 'resend']);

export const messageView = z.object({
  id: uuid,
  threadId: uuid.nullable(),
  topicId: uuid.nullable(),
  /** Topics of what the same mail is in other account groups of the reader. */
  copyTopicIds: z.array(uuid),
  channel: z.string(),
  accountId: uuid.nullable(),
  direction: z.enum(['inbound', 'outbound', 'note']),
  /** `proof`: it showed that a public account is theirs, and says nothing else. */
  class: z.enum([...messageClass.options, 'proof', 'acknowledgement']),
  history: z.boolean(),
  audience,
  author: z.union([
    z.object({ type: z.literal('identity'), identity: identityView }),
    z.object({ type: z.literal('agent'), agent: agentBrief }),
  ]),
  /** Null on what is ours. */
  authorProof: z.enum(['proven', 'claimed', 'failed']).nullable(),
  /** What the proof rests on, or what is missing. */
  authorProofReason: z.string().nullable(),
  /** How the author calls themselves here, where it is not proven that they wrote and their address goes by another name. */
  saidName: z.string().nullable(),
  /** The public account that its author says to be, and has not proven to be: an invitation of it still stands. */
  saysToBe: z.object({ kind: z.string(), account: z.string() }).nullish(),
  participants: z.array(
    z.object({
      role: participantRole,
      identity: identityView,
      personId: uuid.nullable(),
      wroteToUs: z.boolean(),
    }),
  ),
  /** Whom a note names. */
  mentions: z.array(mentionView).nullish(),
  subject: z.string().nullable(),
  text: z.string(),
  newText: z.string(),
  quotedText: z.string().nullable(),
  signatureText: z.string().nullable(),
  html: z.string().nullable(),
  attachments: z.array(attachmentView),
  marks: z.array(messageMark),
  reports: z.array(deliveryReport),
  deliveries: z.array(deliveryView),
  sortAt: time,
  claimedAt: time.nullable(),
  hasOriginal: z.boolean(),
  /** Where everybody can see it; null for what is private or gone. */
  permalink: z.string().nullable(),
  /** Saved queries that found it; empty where it came as a mention, whatever else meets it. */
  foundBy: z.array(foundBy),
  /** Of what is ours: the public post that it answers; null: none, or one that the reader may not see. */
  answers: answeredPost.nullish(),
  /** The message that it forwards or says again; null: none, or one that the reader may not see. */
  carries: z.object({ kind: carriedKind, messageId: uuid, threadId: uuid.nullable() }).nullish(),
  /** To whom it was forwarded or said again, as far as the reader may see that. */
  carriedBy: z
    .array(
      z.object({
        kind: carriedKind,
        messageId: uuid,
        threadId: uuid.nullable(),
        to: z.string(),
        by: z.string().nullable(),
        at: time,
      }),
    )
    .optional(),
  /** Of what they said in public, while it waits on the board: how severe it is there, who says so, and the weightiest reason. */
  waitsOnBoard: z
    .object({ level: severityLevel, corrected: z.boolean(), reason: severityReason.nullable() })
    .nullish(),
});
export type MessageView = z.infer<typeof messageView>;

/**
 * Something that took place beside the messages: an action of an agent or rule, or a pointer to a message in someone
 * else's thread in which this person took part.
 */
export const pointerView = z.object({
  messageId: uuid,
  threadId: uuid.nullable(),
  personName: z.string(),
  role: participantRole,
  channel: z.string(),
  subject: z.string().nullable(),
  sortAt: time,
  /** The agent who reads has put the notice of it away. */
  dismissed: z.boolean(),
  /** Of one that answers a message of this thread, both of them private, from an address which that did not go to: who that is. It joins nobody by itself. */
  answeredBy: z
    .object({
      key: z.string(),
      name: z.string().nullable(),
      proof: z.enum(['proven', 'claimed', 'failed']).nullable(),
    })
    .nullable(),
});
export type PointerView = z.infer<typeof pointerView>;

/** What an agent or rule did, for whoever says it in another language than `text`; `until` and `name` are what the sentence names. */
export const actionCodes = [
  ...['action-closed', 'action-reopened', 'action-corrected', 'action-severity'],
  ...['action-settled', 'action-waits-again', 'action-graver'],
  ...['action-assigned', 'action-unassigned', 'action-handed', 'action-teamless'],
  ...['action-tagged', 'action-untagged', 'action-retagged'],
  ...['action-routed-preferred', 'action-routed-last', 'action-routed-turn', 'action-routed-fewest'],
  ...['action-routed-team', 'action-routed-nobody', 'action-passed-away', 'action-passed-absent'],
  ...['action-snoozed', 'action-snoozed-until-reply', 'action-snooze-ended', 'action-woke'],
  ...['action-promise-made', 'action-promise-moved', 'action-promise-kept', 'action-promise-dropped'],
  ...['action-promise-given', 'action-promise-reopened', 'action-together'],
] as const;
export type ActionCode = (typeof actionCodes)[number];

export const actionView = z.object({
  id: uuid,
  kind: z.string(),
  topicId: uuid.nullable(),
  actor: agentBrief.nullable(),
  at: time,
  text: z.string(),
  /** Of what a code says: that, by one of `actionCodes`. */
  why: whys,
});
export type ActionView = z.infer<typeof actionView>;

/**
 * `GET /api/v1/threads/:id/messages?before=&after=&around=&limit=`: oldest first within the page, the newest page by default.
 * `next` leads to older ones by `before`, `previous` to newer ones by `after`; `around` is the id of a message. One of the three.
 */
export const messageQuery = z.strictObject({
  before: z.string().max(500).optional(),
  after: z.string().max(500).optional(),
  around: uuid.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const messagePage = z.object({
  items: z.array(messageView),
  /** Within the time range of the page. */
  actions: z.array(actionView),
  pointers: z.array(pointerView),
  next: z.string().nullable(),
  /** Null on the newest page. */
  previous: z.string().nullable(),
});
export type MessagePage = z.infer<typeof messagePage>;
