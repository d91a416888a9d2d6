import type { Part } from '../client/x-client.js';
import { idAt, isNewer, newestOf } from '../reading/post-ids.js';

/** X finds no older posts; a little less, for a request takes its time. */
export const foundMs = 7 * 86_400_000 - 5 * 60_000;

/** Search finds what is newer than this. */
export const oldestFound = (): string => idAt(new Date(Date.now() - foundMs).toISOString());

/** What search can be asked of a part of a list: X refuses bounds that lie too far back. Undefined: all of it does. */
export const withinReach = ({ since, until, ...part }: Part): Part | undefined => {
  const reach = oldestFound();
  if (until !== undefined && !isNewer(until, reach)) return undefined;
  return { ...part, until, since: newestOf([reach, ...(since === undefined ? [] : [since])]) };
};
