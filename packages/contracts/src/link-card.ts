import { z } from 'zod';
import { channelName, safeText, uuid } from './primitives.js';

/** A page of others, and the hosts of ours that are never asked on the way to it: asking may use up what is for somebody else. */
export const linkToRead = z.object({
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  notAt: z.array(z.string().max(300)).max(20).default([]),
});
export type LinkToRead = z.infer<typeof linkToRead>;

/** How a link shows itself: by what its page says. */
export const linkCard = z.object({
  title: safeText(500),
  description: safeText(1_000).default(''),
  /** As a `data:` address, where it is small enough to travel. */
  picture: z
    .string()
    .regex(/^data:image\/(?:jpeg|png|webp);base64,/)
    .max(400_000)
    .optional(),
});

/** A connector answers: how would a post of this account show this link? Asked while an answer is written; nothing is posted. */
export const readLink = {
  subject: (connector: string) => `ask.${connector}.read-link`,
  request: linkToRead.extend({ channel: channelName, accountId: uuid }),
  reply: z.discriminatedUnion('ok', [
    /** Null: its page says nothing, or cannot be reached; the post goes without. */
    z.object({ ok: z.literal(true), card: linkCard.nullable() }),
    z.object({ ok: z.literal(false), code: safeText(64), message: safeText(1_000) }),
  ]),
};
