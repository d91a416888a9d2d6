import { z } from 'zod';
import {
  audience,
  authorProof,
  blobRef,
  channelName,
  identityRef,
  instant,
  safeText,
  sha256Hex,
  uuid,
} from './primitives.js';
import { heardBy } from './saved-query.js';

/** Characters of text kept of one message; what is longer stays readable in the raw blob. */
export const messageTextMax = 500_000;

export const messageClass = z.enum([
  'human',
  'auto-reply',
  'out-of-office',
  'list',
  'bounce',
  'complaint',
  'own-loop',
]);
export type MessageClass = z.infer<typeof messageClass>;

export const participantRole = z.enum(['to', 'cc', 'bcc', 'reply-to', 'mentioned']);
export type ParticipantRole = z.infer<typeof participantRole>;

export const receivedAttachment = z.object({
  blob: blobRef,
  /** The name as sent, decoded and stripped of paths; absent when the sender gave none. */
  name: safeText(255).optional(),
  /** By magic bytes where they are known, else as declared. */
  mediaType: safeText(255),
  inline: z.boolean(),
  /** Content-ID without angle brackets, for inline images. */
  contentId: safeText(998).optional(),
  /** What its network calls it, by which it is known again when its author changes what it stands in. */
  source: safeText(998).optional(),
});
export type ReceivedAttachment = z.infer<typeof receivedAttachment>;

/** Something a reader of the message must be told, with a stable code and a sentence. */
export const messageMark = z.object({ code: safeText(64), text: safeText(500) });
export type MessageMark = z.infer<typeof messageMark>;

/** What a bounce, delay or complaint report says about one recipient (RFC 3464, RFC 5965). */
export const deliveryReport = z.object({
  recipient: safeText(998).optional(),
  action: z.enum(['failed', 'delayed', 'delivered', 'relayed', 'expanded', 'complained']),
  /** Enhanced status code such as `5.1.1` (RFC 3463), where it stands in the report. */
  status: safeText(32).optional(),
  replyCode: safeText(3).optional(),
  /** Kind of failure, such as `userunknown` or `mailboxfull`. */
  reason: safeText(64).optional(),
  /** True when the address itself is dead, so that writing to it must stop. */
  hard: z.boolean().optional(),
  diagnostic: safeText(2000).optional(),
});
export type DeliveryReport = z.infer<typeof deliveryReport>;

/** How one copy of the message reached us. */
export const arrival = z.object({
  via: z.enum(['imap', 'smtp', 'form', 'api', 'stream']),
  folder: safeText(500).optional(),
  uidValidity: safeText(32).optional(),
  uid: z.int().optional(),
  rawSha256: sha256Hex.optional(),
});
export type Arrival = z.infer<typeof arrival>;

/** How many a public post reached when its connector looked. What a channel does not tell is absent. */
export const publicReach = z.object({
  /** Of its author. */
  followers: z.int().min(0).optional(),
  reposts: z.int().min(0).optional(),
  likes: z.int().min(0).optional(),
  replies: z.int().min(0).optional(),
  quotes: z.int().min(0).optional(),
  /** When these figures were read. */
  at: instant,
});
export type PublicReach = z.infer<typeof publicReach>;

/**
 * A message as its connector read it. Core merges it into the thread of its author; nothing in it names a person.
 * Contracts change additively within a major: consumers ignore fields that they do not know.
 */
export const messageReceived = z.object({
  v: z.literal(1),
  type: z.literal('message'),
  /** Identifies this event for the bus and for the commit receipt; a republished message gets a new one. */
  eventId: uuid,
  channel: channelName,
  accountId: uuid,
  /** The ledger key within the channel: the same message always has the same one, whichever way it came. */
  externalId: z.string().min(1).max(500),
  /**
   * What names it in all of its network, where `externalId` names it at one server alone: told at two servers it is one message. As the server of
   * our own account tells it; core believes it of one author only. A bad one is none.
   */
  sameAs: z.string().min(1).max(998).optional().catch(undefined),
  /** `outbound` is our own message, found in a Sent folder or on our profile: sent by another program. */
  direction: z.enum(['inbound', 'outbound']),
  /** Older than what the account was asked to import as work: searchable, closed, no clock. */
  history: z.boolean().default(false),
  class: messageClass,
  author: identityRef.extend({
    /** It was asked whether the handle that it claims leads back to it, and it does not: it has none, whatever it had. Not said where nobody could be asked. */
    handleLapsed: z.boolean().optional(),
    /**
     * By which they were named before, where the network has told what names them for good since then only: whoever is known by it alone is this
     * one. The network of the author itself says so; core believes it of a proven author who still goes by the same handle. A bad
     * one is none.
     */
    formerKey: z.string().min(1).max(998).optional().catch(undefined),
  }),
  authorProof,
  audience,
  participants: z.array(z.object({ identity: identityRef, role: participantRole })).max(1000),
  /** Where an answer goes: the author, unless the channel says otherwise. Core never branches on a channel's name. */
  replyTo: identityRef,
  subject: safeText(2000).optional(),
  /** Everything readable as plain text. */
  text: safeText(messageTextMax),
  /** What the author newly wrote: `text` without quote and signature. */
  newText: safeText(messageTextMax),
  /**
   * What of `newText` its author typed as prose: without links and what stands behind them, cards, names of others, descriptions of pictures,
   * content warnings and what is quoted. Only this proves anything of its author. Absent: all of it, as far as core can tell.
   */
  typedText: safeText(messageTextMax).optional(),
  quotedText: safeText(messageTextMax).optional(),
  signatureText: safeText(20_000).optional(),
  /** Cleaned by an allow list; images and links are not yet rewritten. */
  html: safeText(2_000_000).optional(),
  attachments: z.array(receivedAttachment).max(1000),
  raw: blobRef.optional(),
  /** Mail: INTERNALDATE or the time of our 250; a post: the platform's time. Never later than ingest. */
  sortAt: instant,
  /** What the Date header claims; only shown. */
  claimedAt: instant.optional(),
  /** Ids by which answers are recognised; of the same space as `inReplyTo` and `references` of the answers. */
  threadingId: safeText(998).optional(),
  inReplyTo: z.array(safeText(998)).max(100).default([]),
  references: z.array(safeText(998)).max(200).default([]),
  /** Our own signed reply tokens found in recipients or references, unverified. */
  replyTokens: z.array(safeText(200)).max(20).default([]),
  /** Where everybody can see it, for what was said in public. A bad one is none. */
  permalink: z
    .url({ protocol: /^https$/ })
    .max(2000)
    .optional()
    .catch(undefined),
  /** Of what was said in public. Read anew it may come again with the same message. A bad one is none. */
  reach: publicReach.optional().catch(undefined),
  /** Of what was said in public; absent: it names us. A bad one is none, so that nothing that waits is missed. */
  heard: heardBy.optional().catch(undefined),
  marks: z.array(messageMark).max(50).default([]),
  reports: z.array(deliveryReport).max(200).default([]),
  arrival,
  language: safeText(35).optional(),
  /**
   * Other identities of the author, vouched for by what proves the message itself, such as a token that the company's site
   * signed. Core links them by this evidence; it looks at them only when the message is proven.
   */
  vouched: z
    .array(z.object({ identity: identityRef, evidence: z.string().regex(/^[a-z][a-z-]{0,63}$/) }))
    .max(10)
    .default([]),
  /** The invitation on whose page it was written, as its address names it: a claim of anybody who opened that page. A bad one is none. */
  invitation: z
    .string()
    .regex(/^[A-Za-z0-9_-]{22}$/)
    .optional()
    .catch(undefined),
  /** Facts the author stated about themselves in a form, by field name. */
  facts: z.record(z.string().max(64), safeText(2000)).default({}),
});
/** A parsed {@link messageReceived}. */
export type MessageReceived = z.infer<typeof messageReceived>;
/** What a connector publishes: defaults may be absent. */
export type MessageReceivedInput = z.input<typeof messageReceived>;
