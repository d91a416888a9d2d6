import { z } from 'zod';
import { linkToRead } from './link-card.js';
import { messageTextMax } from './message-received.js';
import {
  audience,
  blobRef,
  channelName,
  identityRef,
  instant,
  languageTag,
  safeText,
  uuid,
} from './primitives.js';

/** How long the HTML of a message may be, and how many files it may have. */
export const sendHtmlMax = 2_000_000;
export const sendAttachmentsMax = 100;

/** As many posts one answer may become. */
export const partsMax = 25;

/**
 * Deliver one message to one recipient. The same command may arrive more than once: before handing over, the connector
 * asks core `delivery.start` and obeys its answer; that alone makes a second delivery impossible.
 */
export const send = z.object({
  v: z.literal(1),
  type: z.literal('send'),
  eventId: uuid,
  channel: channelName,
  accountId: uuid,
  deliveryId: uuid,
  /** Counts from 1. An attempt above 1 of a delivery whose outcome is unknown looks before it sends. */
  attempt: z.int().min(1),
  messageId: uuid,
  recipient: identityRef,
  /** Every visible recipient, for the header; `recipient` is the one this delivery is for. */
  visibleTo: z.array(identityRef).min(1).max(100),
  visibleCc: z.array(identityRef).max(100).default([]),
  from: identityRef,
  audience,
  subject: safeText(2000).optional(),
  text: safeText(messageTextMax),
  /** Set when the text goes out as several posts, each below the one before: these, in this order. */
  parts: z.array(safeText(messageTextMax)).min(2).max(partsMax).optional(),
  /**
   * Fewer readers than the message answered had; absent: as many, and never more. `audience` is `private` beside it, so that whoever does not
   * know this field lets fewer read the answer still, and never more.
   */
  readers: z.enum(['unlisted']).optional(),
  /** What stands above the words of a post and hides them; empty: nothing; absent: what stands above the message answered. */
  contentWarning: safeText(500).optional(),
  /** The link that is shown by what its page says of itself; `notAt`: hosts of ours that are never asked, wherever it leads. */
  card: linkToRead.optional(),
  /** In which the words are, for networks that sort by it. */
  language: languageTag.optional(),
  html: safeText(sendHtmlMax).optional(),
  attachments: z
    .array(
      z.object({
        blob: blobRef,
        name: safeText(255),
        mediaType: safeText(255),
        inline: z.boolean().default(false),
        contentId: safeText(998).optional(),
        /** What a picture shows, for whoever cannot see it. */
        alt: safeText(2_000).optional(),
      }),
    )
    .max(sendAttachmentsMax)
    .default([]),
  /** Minted once by core and never changed by a retry; the mail's Message-ID without angle brackets. */
  threadingId: safeText(998),
  inReplyTo: safeText(998).optional(),
  references: z.array(safeText(998)).max(200).default([]),
  /** Where answers go; carries the reply token of this recipient. */
  replyAddress: safeText(998).optional(),
  /** True for what no human wrote: marked as such on the wire (RFC 3834). */
  automatic: z.boolean().default(false),
  date: instant,
});
export type Send = z.infer<typeof send>;
export type SendInput = z.input<typeof send>;
