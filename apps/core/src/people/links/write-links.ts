import { encodeArray } from '../../database/encode-array.js';
import { newId } from '../../database/new-id.js';
import type { Queryable } from '../../database/queryable.js';
import type { LinkChange } from './link-change.js';

/**
 * Writes the change, withdraws the links of the identities that move and makes their new ones. An identity that comes back to
 * a person has the evidence that it had there; for a person that it never had, a merge gives its own evidence and a split
 * leaves the one it has; a confirmation moves nobody and gives its own to the link that is there. The instant is taken here, behind all locks, so that it divides what was done before from what
 * comes after.
 */
export const writeLinks = async (
  db: Queryable,
  change: Omit<LinkChange, 'kind'> & { kind: LinkChange['kind'] | 'confirm' },
  moves: ReadonlyMap<string, string>,
): Promise<string> => {
  const id = newId();
  const { actor } = change;
  await db.query(writingChange, [
    ...[id, change.kind, encodeArray('uuid', change.identityIds), change.undoesId ?? null],
    ...[JSON.stringify(change.evidence), change.grade],
    ...('agentId' in actor ? [`agent:${actor.agentId}`, actor.agentId] : [actor.name, null]),
    ...[change.suggestionId ?? null, change.reason ?? null],
  ]);
  if (moves.size > 0)
    await db.query(writing, [
      id,
      encodeArray('uuid', [...moves.keys()].map(() => newId())), // prettier-ignore
      encodeArray('uuid', [...moves.keys()]),
      encodeArray('uuid', [...moves.values()]),
    ]);
  return id;
};

const writingChange = `
insert into link_change (id, number, kind, identity_ids, undoes_id, evidence, grade, actor, agent_id, suggestion_id, reason, at)
select $1, coalesce(max(number), 0) + 1, $2, $3::uuid[], $4::uuid, $5::jsonb, $6, $7, $8::uuid, $9::uuid, $10, clock_timestamp()
from link_change`;

const writing = `
with made_by as (select * from link_change where id = $1),
moved as materialized (select * from unnest($2::uuid[], $3::uuid[], $4::uuid[]) r(id, identity_id, person_id)),
former as (
  update link l set withdrawn_at = c.at, withdrawn_change_id = c.id from moved r, made_by c
  where l.identity_id = r.identity_id and l.withdrawn_at is null returning l.identity_id, l.evidence, l.grade
)
insert into link (id, identity_id, person_id, evidence, grade, actor, made_at, change_id)
select r.id, r.identity_id, r.person_id,
  coalesce(was.evidence, case when c.kind in ('merge', 'confirm') then c.evidence end, f.evidence),
  coalesce(was.grade, case when c.kind in ('merge', 'confirm') then c.grade end, f.grade), c.actor, c.at, c.id
from made_by c cross join moved r join former f on f.identity_id = r.identity_id
left join lateral (
  select l.evidence, l.grade from link l
  where c.kind in ('split', 'undo') and l.identity_id = r.identity_id and l.person_id = r.person_id and l.withdrawn_at is not null
  order by l.made_at desc limit 1) was on true`;
