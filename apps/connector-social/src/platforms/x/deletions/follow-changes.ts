import type { Following, Reason } from '@filo/connector';
import { costsToShow } from '../costs/costs-in-words.js';
import { unlessStopped } from '../costs/costs-stop.js';
import { deletionsBehind } from './deletions-behind.js';
import { lookForDeleted, type LookForDeleted } from './look-for-deleted.js';

/** Looks for what was deleted and changed at X, shows what that has cost, and resolves with why it is behind, where it is. */
export const followChanges = async (
  following: Following,
  parts: LookForDeleted,
): Promise<Reason | undefined> => {
  const { meter } = parts.client.access;
  await unlessStopped(() => lookForDeleted(following, parts));
  following.costs(costsToShow(await meter.pace(), await meter.today(), meter.plan));
  return deletionsBehind(following.cursor, { meter, everyMs: parts.everyMs });
};
