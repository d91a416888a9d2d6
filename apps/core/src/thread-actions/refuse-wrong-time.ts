import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Whoever means a time further away mistyped it. */
const further = {
  'time-too-far': { years: 5, words: 'Nothing was changed: this is more than 5 years away.' },
  'later-too-far': {
    years: 1,
    words: 'Nothing was scheduled: this is more than a year away. Choose an earlier time; the draft is kept.',
  },
} as const;

/** Throws for a time that is over, or years away, by the clock of the database, which is the one that wakes. */
export const refuseWrongTime = async (
  db: Queryable,
  at: string,
  reason: keyof typeof further = 'time-too-far',
): Promise<void> => {
  const [judged] = (await db.query(
    `select $1::timestamptz <= clock_timestamp() as past, $1::timestamptz > clock_timestamp() + make_interval(years => $2) as far`,
    [at, further[reason].years],
  )) as { past: boolean; far: boolean }[];
  if (judged?.past)
    throw new DomainError('invalid-request', 'Nothing was changed: this time is over. Choose a later one.', {
      reason: 'time-is-past',
    });
  if (judged?.far) throw new DomainError('invalid-request', further[reason].words, { reason });
};
