/** Something of a list that the network sorts by when it took it in. */
export interface Listed {
  uri: string;
  indexedAt: string;
}

/** How far a list was read: up to when, and what of the time before that was seen. */
export interface Standing {
  upTo: string;
  seen: string[];
}

/** Something may come into the list later than its time says. */
const overlapMs = 10 * 60_000;
const seenMax = 5_000;

/** Older things were looked at before; undefined: everything is to be looked at. */
export const floorOf = (standing: Standing | undefined): number | undefined =>
  standing && Date.parse(standing.upTo) - overlapMs;

export const isNew = (listed: Listed, standing: Standing | undefined, floor: number | undefined): boolean =>
  (floor === undefined || Date.parse(listed.indexedAt) >= floor) &&
  !(standing?.seen.includes(listed.uri) ?? false);

/** Where the list stands once these were delivered. */
export const movedBy = (standing: Standing | undefined, delivered: readonly Listed[]): Standing => {
  const times = delivered.map(({ indexedAt }) => Date.parse(indexedAt));
  const upTo = Math.max(...times, standing === undefined ? 0 : Date.parse(standing.upTo));
  const recent = delivered.filter(({ indexedAt }) => Date.parse(indexedAt) >= upTo - overlapMs);
  return {
    upTo: new Date(upTo).toISOString(),
    // What is older than the overlap is below the floor by now; the newest are kept when there are too many.
    seen: [...new Set([...(standing?.seen ?? []), ...recent.map(({ uri }) => uri)])].slice(-seenMax),
  };
};
