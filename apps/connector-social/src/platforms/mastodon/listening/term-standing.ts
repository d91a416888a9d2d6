import type { mastodon } from 'masto';

/** How far one thing that an instance is asked for was read. */
export interface TermStanding {
  /** The newest that was seen. An instance orders posts of other servers by the time that those give them. */
  top: string;
  /** When that was posted. */
  at: number;
  /** What was seen of the time before, and when it was posted. */
  seen: Readonly<Record<string, number>>;
}

/** Posts of other servers come late, and stand below what was seen. */
const overlapMs = 30 * 60_000;
/** More are not looked at once more. */
export const seenMax = 1_000;
/** Whose clock is further ahead says nothing of what comes next. */
const aheadMs = 60_000;

/** An earlier release noted the newest alone. */
export const standingOf = (held: string | TermStanding | undefined): TermStanding | undefined =>
  typeof held === 'string' ? { top: held, at: Date.now(), seen: {} } : held;

/** From when on what is not seen may have come late; older posts were not there to be found. */
export const lateFrom = ({ at }: TermStanding): number => at - overlapMs;

export const isSeen = (standing: TermStanding | undefined, { id }: { id: string }): boolean =>
  standing?.seen[id] !== undefined;

/** Where it stands once these were delivered, the newest first; what came late moves it no further. */
export const movedBy = (
  standing: TermStanding | undefined,
  page: readonly mastodon.v1.Status[],
  { isLate }: { isLate: boolean },
): TermStanding => {
  const now = Date.now();
  const told = page.map(({ id, createdAt }) => ({
    id,
    at: Math.min(Date.parse(createdAt) || now, now + 2 * aheadMs),
  }));
  const newest = isLate
    ? undefined
    : (told.find(({ at }) => at <= now + aheadMs) ?? (standing ? undefined : told[0]));
  const at = Math.min(newest?.at ?? standing?.at ?? now, now);
  const seen = { ...standing?.seen, ...Object.fromEntries(told.map((one) => [one.id, one.at])) };
  const recent = Object.entries(seen).filter(([, posted]) => posted >= at - overlapMs);
  return {
    top: newest?.id ?? standing?.top ?? told[0]!.id,
    at,
    seen: Object.fromEntries(recent.toSorted(([, a], [, b]) => a - b).slice(-seenMax)),
  };
};
