import { z } from 'zod';
import { channelName } from '../primitives.js';

const days = z.int().min(1).max(36_500);

/** `GET /api/v1/retention`: the platforms of our accounts, and of removed ones of which something is kept, and for how many days their messages are kept; null: for ever. */
export const retentionList = z.object({
  items: z.array(z.object({ channel: z.string(), days: z.int().nullable() })),
});
export type RetentionList = z.infer<typeof retentionList>;

/** `GET /api/v1/retention/preview?channel=&days=`. */
export const retentionQuery = z.strictObject({ channel: channelName, days: z.coerce.number().pipe(days) });
export const retentionPreview = z.object({
  /** Messages that would be removed; 100,000 stands for that many and more. */
  messages: z.int(),
});
export type RetentionPreview = z.infer<typeof retentionPreview>;

/** `POST /api/v1/retention`: days null keeps for ever. */
export const retentionChange = z.strictObject({ channel: channelName, days: days.nullable() });
