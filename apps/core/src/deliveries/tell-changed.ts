import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { holdPeople } from '../people/hold-people.js';
import { projectThreads } from '../threads/project-threads.js';

/** A message of ours of which a delivery is in another state now. */
export interface ChangedMessage {
  messageId: string;
  accountGroupId: string;
  anchorIdentityId: string;
}

/** Brings the threads up to date in which these messages stand now, whoever was merged meanwhile, and tells of them. */
export const tellChanged = async (db: Queryable, changed: readonly ChangedMessage[]): Promise<void> => {
  if (changed.length === 0) return;
  const people = await holdPeople(db, [...new Set(changed.map((one) => one.anchorIdentityId))]);
  await projectThreads(db, { personIds: [...new Set(people.values())], bump: false });
  await recordLive(
    db,
    changed.map(({ messageId, accountGroupId, anchorIdentityId }) => ({
      accountGroupId,
      kind: 'message',
      data: { threadId: people.get(anchorIdentityId) ?? null, messageId, change: 'changed' },
    })),
  );
};
