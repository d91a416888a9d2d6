import type { Named } from '../database/need-place.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** So many are more than any company has that answers from one inbox. */
export const teams: Named = { table: 'team', outOfUse: 'removed_at', max: 200 };

export const noSuchTeam = (): DomainError =>
  new DomainError('not-found', 'There is no team with this id.', { reason: 'no-such-team' });

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
