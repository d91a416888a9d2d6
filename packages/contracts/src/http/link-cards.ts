import { z } from 'zod';
import { linkCard, linkToRead } from '../link-card.js';
import { uuid } from '../primitives.js';

/**
 * `POST /api/v1/threads/:id/link-card`: how would an answer in this thread, in one topic of it, or to one message, show this link? The page is read by the connector
 * of the account that would answer; nothing is posted.
 */
export const linkCardWanted = z.strictObject({
  url: linkToRead.shape.url,
  topicId: uuid.optional(),
  messageId: uuid.optional(),
});
export type LinkCardWanted = z.infer<typeof linkCardWanted>;

/** The card, or why there is none: the answer can be sent all the same, and goes without. */
export const linkCardShown = z.object({
  url: z.string(),
  card: linkCard.nullable(),
  absent: z
    .object({
      code: z.enum([
        /** The answer goes where no cards are shown. */
        'no-cards-there',
        /** A link of ours may be for one person alone, so that it is never asked. */
        'our-own',
        /** The page says nothing of itself, or cannot be reached. */
        'page-silent',
        /** The account, or the service that speaks for it, does not answer now. */
        'not-answered',
      ]),
      /** What happened, what is safe, what to do. */
      message: z.string(),
    })
    .nullable(),
});
export type LinkCardShown = z.infer<typeof linkCardShown>;
