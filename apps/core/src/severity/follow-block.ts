import type { Queryable } from '../database/queryable.js';
import { lockStorms } from './lock-storms.js';
import { settleStorms } from './weigh-stored.js';

/** Storms that one block may move: of whoever spoke in more the newest. */
const stormsMax = 1_000;

/**
 * Storms in which somebody speaks who was blocked, or let in again just now, are as severe as their other voices. The last step of a transaction, for it locks the storms; who never spoke in
 * public costs one look.
 */
export const followBlock = async (db: Queryable, identityId: string): Promise<void> => {
  const storms = (await db.query(speaking, [identityId])) as { id: string; groupId: string }[];
  if (storms.length === 0) return;
  await lockStorms(
    db,
    storms.map(({ groupId }) => groupId),
  );
  await settleStorms(
    db,
    storms.map(({ id }) => id),
  );
};

const speaking = `
select storm_id as id, account_group_id as "groupId", max(posted_at) as at
from public_post where author_identity_id = $1 group by 1, 2 order by 3 desc limit ${stormsMax}`;
