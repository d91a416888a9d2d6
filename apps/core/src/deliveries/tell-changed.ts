import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { groupsOfPeople } from '../people/groups-of-people.js';
import { holdPeople } from '../people/hold-people.js';
import { recountAnswered } from '../topics/recount-answered.js';
import { projectThreads } from '../threads/project-threads.js';

/** A message that is told of anew: a delivery of it is in another state, or its words are gone. */
export interface ChangedMessage {
  messageId: string;
  accountGroupId: string;
  anchorIdentityId: string;
}

/**
 * Brings the threads up to date in which these messages stand now, whoever was merged meanwhile, and tells of them. `bump` moves
 * the versions of the threads (see `ThreadChange`).
 */
export const tellChanged = async (
  db: Queryable,
  changed: readonly ChangedMessage[],
  { bump }: { bump: boolean } = { bump: false },
): Promise<void> => {
  if (changed.length === 0) return;
  const people = await holdPeople(db, [...new Set(changed.map((one) => one.anchorIdentityId))]);
  await recountAnswered(
    db,
    changed.map(({ messageId }) => messageId),
  );
  const groups = groupsOfPeople(people, changed);
  await projectThreads(db, { personIds: [...groups.keys()], bump, in: groups });
  await recordLive(
    db,
    changed.map(({ messageId, accountGroupId, anchorIdentityId }) => ({
      accountGroupId,
      kind: 'message',
      data: { threadId: people.get(anchorIdentityId) ?? null, messageId, change: 'changed' },
    })),
  );
};
