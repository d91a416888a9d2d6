import { idAt } from '../reading/post-ids.js';

/** X finds no older posts; a little less, for a request takes its time. */
export const foundMs = 7 * 86_400_000 - 5 * 60_000;

/** Search finds what is newer than this. */
export const oldestFound = (): string => idAt(new Date(Date.now() - foundMs).toISOString());
