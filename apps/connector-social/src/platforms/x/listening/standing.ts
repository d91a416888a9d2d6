import { z } from 'zod';
import { newestOf } from '../reading/post-ids.js';

/** What was not read yet: between two ids, the newest first. */
export interface Gap {
  /** Everything up to this id was read. */
  above?: string | undefined;
  /** The oldest that was read from above on. */
  below?: string | undefined;
  /** Of the page that comes next. */
  token?: string | undefined;
  /** How many are newer than what comes next, as far as is known. */
  count: number;
  /** The list hands nothing back any more that lies so far back: it is looked for elsewhere. */
  isBeyond?: boolean | undefined;
}

/** How far a list was read: up to the newest id that was seen, but for gaps, the newest first. */
export interface Standing {
  top?: string | undefined;
  gaps: Gap[];
}

/** More are not noted: the oldest two become one, and what lies between them is read again. */
const gapsMax = 20;

const id = z.string().optional();
const gap = z.object({
  above: id,
  below: id,
  token: id,
  count: z.number(),
  isBeyond: z.boolean().optional(),
});
const standing = z.object({ top: id, gaps: z.array(gap) });
/** As an earlier release noted it. */
const formerly = z.object({
  done: id,
  under: z.object({ top: z.string(), until: z.string(), count: z.number() }).optional(),
});

/** A token outlives the reading that got it only where there is no other way. */
export const standingOf = (held: unknown, keepsTokens: boolean): Standing => {
  const { data } = standing.safeParse(held);
  if (data === undefined) return formerStanding(held);
  return keepsTokens ? data : { ...data, gaps: data.gaps.map((one) => ({ ...one, token: undefined })) };
};

const formerStanding = (held: unknown): Standing => {
  if (typeof held === 'string') return { top: held, gaps: [] };
  const { data } = formerly.safeParse(held ?? undefined);
  if (data?.under === undefined) return { top: data?.done, gaps: [] };
  const { top, until, count } = data.under;
  return { top: newestOf([top, data.done ?? '0']), gaps: [{ above: data.done, below: until, count }] };
};

export const mergedGaps = (gaps: readonly Gap[]): Gap[] => {
  if (gaps.length <= gapsMax) return [...gaps];
  const [upper, lower] = gaps.slice(-2) as [Gap, Gap];
  const isBeyond = upper.isBeyond || lower.isBeyond;
  return mergedGaps([
    ...gaps.slice(0, -2),
    { ...upper, above: lower.above, ...(isBeyond && { isBeyond, token: undefined }) },
  ]);
};
