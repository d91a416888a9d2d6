import { z } from 'zod';
import { messageClass } from '../message-received.js';
import { uuid } from '../primitives.js';
import { messageView } from './messages.js';
import { identityView } from './people.js';

/** `GET /api/v1/automatic?cursor=&class=&limit=`: mail that stands in nobody's thread, newest first. */
export const automaticQuery = z.strictObject({
  cursor: z.string().max(500).optional(),
  class: messageClass.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});
/** `anchor`: whose thread it would be in, if a human had written it. */
export const automaticItem = messageView.extend({ anchor: identityView });
export type AutomaticItem = z.infer<typeof automaticItem>;
export const automaticPage = z.object({ items: z.array(automaticItem), next: z.string().nullable() });
export type AutomaticPage = z.infer<typeof automaticPage>;

/** `POST /api/v1/automatic/:messageId/thread`: a human wrote it after all. Said twice, it answers the same. */
export const automaticPlaced = z.object({ threadId: uuid, message: messageView });
export type AutomaticPlaced = z.infer<typeof automaticPlaced>;
