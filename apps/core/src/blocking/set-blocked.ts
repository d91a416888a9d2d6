import type { Queryable } from '../database/queryable.js';

/** Blocks an address or lets it in again, and remembers who said so; the caller has checked that they may. */
export const setBlocked = async (
  db: Queryable,
  { identityId, blocked, agentId }: { identityId: string; blocked: boolean; agentId: string },
): Promise<void> => {
  await db.query(
    'update identity set blocked = $2, blocked_by = case when $2 then $3::uuid end where id = $1',
    [identityId, blocked, agentId],
  );
};
