import { z } from 'zod';

/** `GET /api/v1/messages/:id/revisions`: what a message said before its author changed it, the newest first; none where its words were deleted. */
export const messageRevisions = z.object({
  items: z.array(
    z.object({
      text: z.string(),
      /** Its author changed what it shows and left the words, which `text` does not repeat. */
      wordsStayed: z.boolean(),
      /** When the author replaced these words, by the clock of the platform. */
      until: z.string(),
    }),
  ),
});
export type MessageRevisions = z.infer<typeof messageRevisions>;
