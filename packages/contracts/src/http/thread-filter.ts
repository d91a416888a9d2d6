import { z } from 'zod';
import { channelName, uuid } from '../primitives.js';

const severalMax = 10;

/** Several of one kind in one parameter, with commas between: the same words in an address, a request and the database. */
const severalOf = (one: z.ZodType) =>
  z
    .string()
    .max(500)
    .refine((text) => {
      const parts = text.split(',');
      return parts.length <= severalMax && parts.every((part) => one.safeParse(part).success);
    }, `at most ${severalMax}, with commas between`);

/** By whose last word a list is sorted, in place of the order of its view: the newest first, or the oldest. */
export const threadSort = z.enum(['newest', 'oldest']);
export type ThreadSort = z.infer<typeof threadSort>;

/** Hours in a year: whoever looks for longer waits mistyped it. */
const hoursMax = 8784;

/** What of a view is listed, and in which order; what is not named narrows nothing. */
export const threadFilter = z.strictObject({
  /** What of the view is open and this team's. */
  team: uuid.optional(),
  /** Who has any of the topics that are open. */
  agent: uuid.optional(),
  /** Whoever wrote or was written to lately by any of these channels. */
  channel: severalOf(channelName).optional(),
  /** What is marked with all of these tags. */
  tag: severalOf(uuid).optional(),
  /** Whoever waits for a word of ours, or for what we promised by then, for at least so many hours. */
  waiting: z.coerce.number<number>().int().min(1).max(hoursMax).optional(),
  /** Whom we promised something that is late. */
  promise: z.enum(['late']).optional(),
  sort: threadSort.optional(),
});
export type ThreadFilter = z.infer<typeof threadFilter>;
