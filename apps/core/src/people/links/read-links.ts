import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import type { ActiveChange } from './replay-changes.js';

/** All identities of these persons now, with their person. */
export const membersOf = async (
  db: Queryable,
  personIds: readonly string[],
): Promise<Map<string, string>> => {
  const rows: { identity_id: string; person_id: string }[] = await db.query(
    `select l.identity_id, l.person_id from link l
     where l.person_id = any($1::uuid[]) and l.withdrawn_at is null order by l.identity_id`,
    [encodeArray('uuid', personIds)],
  );
  return new Map(rows.map((row) => [row.identity_id, row.person_id]));
};

/** The person that each identity had first, which nobody else ever had first. */
export const ownPersonsOf = async (
  db: Queryable,
  identityIds: readonly string[],
): Promise<Map<string, string>> => {
  const rows: { identity_id: string; person_id: string }[] = await db.query(
    `select i.id as identity_id, first.person_id from unnest($1::uuid[]) i(id) cross join lateral (
       select l.person_id from (
         select l.* from link l where l.identity_id = i.id and l.withdrawn_at is null
         union all select l.* from link l where l.identity_id = i.id and l.withdrawn_at is not null) l
       order by l.made_at, l.change_id nulls first, l.id limit 1) first`,
    [encodeArray('uuid', identityIds)],
  );
  return new Map(rows.map((row) => [row.identity_id, row.person_id]));
};

export type LoggedChange = ActiveChange & { id: string };

/**
 * The changes that were not undone, of everybody whom a chain of changes ever connected with these identities; in order.
 * Nobody else can be touched by what becomes of one of them.
 */
export const activeChanges = async (
  db: Queryable,
  identityIds: readonly string[],
): Promise<{ changes: LoggedChange[]; identityIds: string[] }> => {
  const [found]: [{ changes: LoggedChange[] | null; ids: string[] }] = await db.query(reading, [
    encodeArray('uuid', identityIds),
  ]);
  return { changes: found.changes ?? [], identityIds: found.ids };
};

const reading = `
with recursive known as (
  select unnest($1::uuid[]) as id
  union
  select unnest(c.identity_ids) from known join link_change c on c.identity_ids @> array[known.id] and c.kind in ('merge', 'split')
),
named as (
  select distinct c.id, c.number, c.kind, c.identity_ids
  from known join link_change c on c.identity_ids @> array[known.id] and c.kind in ('merge', 'split')
  where not exists (select from link_change u where u.undoes_id = c.id)
)
select (select json_agg(json_build_object('id', id, 'kind', kind, 'identityIds', identity_ids) order by number)
    from named) as changes,
  (select array_agg(id order by id) from known) as ids`;
