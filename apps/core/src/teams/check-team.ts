import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** More than any company has that answers from one inbox. */
export const teamsMax = 200;

export const noSuchTeam = (): DomainError =>
  new DomainError('not-found', 'There is no team with this id.', { reason: 'no-such-team' });

/** Two teams of one name could not be told apart; the lock keeps two admins from making them at once, or more than there may be. */
export const needPlace = async (db: Queryable, id: string, name: string): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('filo teams', 0))`);
  const [found] = (await db.query(
    `select count(*)::int as count, coalesce(bool_or(lower(name) = lower($2)), false) as taken
     from team where removed_at is null and id <> $1`,
    [id, name],
  )) as [{ count: number; taken: boolean }];
  if (found.taken)
    throw new DomainError('conflict', `Nothing was changed: there is a team named ${name} already.`, {
      reason: 'name-taken',
      errors: [{ path: 'name', message: 'This name is taken' }],
    });
  if (found.count >= teamsMax)
    throw new DomainError('conflict', `Nothing was changed: there are ${teamsMax} teams already.`, {
      reason: 'too-many-teams',
    });
};

/** Sets who is in a team. Whoever was deactivated is no choice of anybody's, and stays in it for when they come back. */
export const setMembers = async (
  db: Queryable,
  teamId: string,
  memberIds: readonly string[],
): Promise<void> => {
  const wanted = [...new Set(memberIds)];
  const [row] = (await db.query(
    `select exists (select from unnest($1::uuid[]) wanted
       where not exists (select from agent a where a.id = wanted and a.disabled_at is null)) as unknown`,
    [wanted],
  )) as [{ unknown: boolean }];
  if (row.unknown)
    throw new DomainError('unknown-reference', 'Nothing was changed: there is no such agent.', {
      reason: 'no-such-agent',
    });
  await db.query(
    `delete from team_member m using agent a
     where m.team_id = $1 and a.id = m.agent_id and a.disabled_at is null and m.agent_id <> all($2::uuid[])`,
    [teamId, wanted],
  );
  await db.query(
    `insert into team_member (team_id, agent_id) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [teamId, wanted],
  );
};
