import { whyOf } from '@filo/bus';
import type { Why } from '@filo/contracts';

/** A sentence in English, and the same for other languages. */
export interface Reason {
  words: string;
  why?: Why | readonly Why[] | undefined;
}

/** What a channel says of how something is: nothing, a sentence, or sentences that other languages have too. */
export type Reasons = string | Reason | readonly Reason[];

export const reasonOf = (error: unknown): Reason => ({
  words: error instanceof Error ? error.message : String(error),
  why: whyOf(error),
});

const listOf = (reasons: Reasons): readonly Reason[] => {
  if (typeof reasons === 'string') return reasons === '' ? [] : [{ words: reasons }];
  return 'words' in reasons ? [reasons] : reasons;
};

/** One sentence after the other; in other languages only where each of them can be said in those. */
export const joined = (reasons: Reasons = ''): { reason: string; why?: Why[] } => {
  const list = listOf(reasons);
  const reason = list
    .map(({ words }) => words)
    .join(' ')
    .slice(0, 1_000);
  const whys = list.map(({ why = [] }) => [why].flat() as Why[]);
  const isAll = whys.length > 0 && whys.every(({ length }) => length > 0);
  return { reason, ...(isAll && { why: whys.flat() }) };
};
