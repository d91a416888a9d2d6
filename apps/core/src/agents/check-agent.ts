import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Refuses account groups that are none. */
export const needGroups = async (db: Queryable, groupIds: readonly string[]): Promise<void> => {
  const [row] = (await db.query(
    `select exists (select from unnest($1::uuid[]) wanted
       where not exists (select from account_group g where g.id = wanted)) as unknown`,
    [groupIds],
  )) as { unknown: boolean }[];
  if (row?.unknown)
    throw new DomainError('unknown-reference', 'Nothing was changed: there is no such account group.', {
      reason: 'no-such-group',
    });
};

/** Sets which account groups an agent sees. */
export const setAccess = async (
  db: Queryable,
  agentId: string,
  groupIds: readonly string[],
): Promise<void> => {
  await db.query('delete from agent_access where agent_id = $1 and account_group_id <> all($2::uuid[])', [
    agentId,
    groupIds,
  ]);
  await db.query(
    `insert into agent_access (agent_id, account_group_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [agentId, [...new Set(groupIds)]],
  );
};

/** Held until the transaction ends, so that of two admins who demote each other one stays. */
export const lockAdmins = async (db: Queryable): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('filo admins', 0))`);
};

/** Refuses what would leave nobody who may change anything; the caller holds {@link lockAdmins}. */
export const needAnotherAdmin = async (db: Queryable, agentId: string): Promise<void> => {
  const [other] = await db.query(
    `select from agent where role = 'admin' and disabled_at is null and invited_at is null and id <> $1 limit 1`,
    [agentId],
  );
  if (!other)
    throw new DomainError(
      'not-allowed',
      'Nothing was changed: this is the last active admin. Make another agent an admin first.',
      { reason: 'last-admin' },
    );
};

export const noSuchAgent = (): DomainError =>
  new DomainError('not-found', 'There is no agent with this id.', { reason: 'no-such-agent' });
