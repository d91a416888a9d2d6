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
  await moveLinks(
    db,
    [...moves].map(([identityId, personId]) => ({ changeId: id, identityId, personId })),
  );
  return id;
};

export interface Move {
  changeId: string;
  identityId: string;
  personId: string;
}

/** Withdraws the links of these identities and makes their new ones, by changes that are written. */
export const moveLinks = async (db: Queryable, moves: readonly Move[]): Promise<void> => {
  if (moves.length === 0) return;
  await db.query(writing, [
    encodeArray('uuid', moves.map(({ changeId }) => changeId)), // prettier-ignore
    encodeArray('uuid', moves.map(() => newId())), // prettier-ignore
    encodeArray('uuid', moves.map(({ identityId }) => identityId)), // prettier-ignore
    encodeArray('uuid', moves.map(({ personId }) => personId)), // prettier-ignore
  ]);
};

const writingChange = `
insert into link_change (id, number, kind, identity_ids, undoes_id, evidence, grade, actor, agent_id, suggestion_id, reason, at)
select $1, coalesce(max(number), 0) + 1, $2, $3::uuid[], $4::uuid, $5::jsonb, $6, $7, $8::uuid, $9::uuid, $10, clock_timestamp()
from link_change`;

const writing = `
with moved as materialized (
  select r.*, c.at, c.kind, c.evidence, c.grade, c.actor
  from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) r(change_id, id, identity_id, person_id)
  join link_change c on c.id = r.change_id),
former as (
  update link l set withdrawn_at = r.at, withdrawn_change_id = r.change_id from moved r
  where l.identity_id = r.identity_id and l.withdrawn_at is null returning l.identity_id, l.evidence, l.grade
)
insert into link (id, identity_id, person_id, evidence, grade, actor, made_at, change_id)
select r.id, r.identity_id, r.person_id,
  coalesce(was.evidence, case when r.kind in ('merge', 'confirm') then r.evidence end, f.evidence),
  coalesce(was.grade, case when r.kind in ('merge', 'confirm') then r.grade end, f.grade), r.actor, r.at, r.change_id
from moved r join former f on f.identity_id = r.identity_id
left join lateral (
  select l.evidence, l.grade from link l
  where r.kind in ('split', 'undo') and l.identity_id = r.identity_id and l.person_id = r.person_id and l.withdrawn_at is not null
  order by l.made_at desc limit 1) was on true`;
