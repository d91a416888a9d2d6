import { newId } from '../../database/new-id.js';
import type { Queryable } from '../../database/queryable.js';
import type { Grounds } from '../links/link-change.js';
import { writeLinks } from '../links/write-links.js';

export interface PartWanted {
  wholeId: string;
  messageIds: readonly string[];
  name: string | undefined;
  grounds: Grounds;
}

/**
 * Makes a part of a shared address, or of one of its parts. It gets a person of its own and then every link that the whole
 * ever had, as if it had always been told apart, and a merge that says that the two were one: what was done before holds for
 * both. A name that was typed is known where the newest of its messages is.
 */
export const makePart = async (
  db: Queryable,
  { wholeId, messageIds, name, grounds }: PartWanted,
): Promise<string> => {
  const id = newId();
  await db.query(making, [id, wholeId, name ?? null, messageIds]);
  if (name === undefined) await db.query(naming, [id, wholeId]);
  await db.query(linking, [id, wholeId, newId()]);
  await db.query(marking, [id, wholeId]);
  const { actor } = grounds;
  const evidence = { type: 'part', of: wholeId };
  await writeLinks(
    db,
    { kind: 'merge', identityIds: [wholeId, id], evidence, grade: 'claimed', actor },
    new Map(),
  );
  return id;
};

const making = `
insert into identity (id, kind, key, name, name_at, name_proven, name_group_id, handle, part_of)
select $1::uuid, 'part', i.id || '/' || $1::uuid, coalesce($3::text, i.name), case when $3::text is not null then clock_timestamp() end,
  $3::text is not null, case when $3::text is null then i.name_group_id else (
    select m.account_group_id from message m where m.id = any($4::uuid[]) order by m.sort_at desc, m.id desc limit 1) end,
  coalesce(i.handle, i.key), i.id from identity i where i.id = $2::uuid`;

/** What the whole is called in other account groups. */
const naming = `
insert into identity_name (identity_id, account_group_id, name, proven)
select $1::uuid, account_group_id, name, false from identity_name where identity_id = $2::uuid`;

const linking = `
with past as (
  select l.* from link l where l.identity_id = $2::uuid and l.withdrawn_at is null
  union all select l.* from link l where l.identity_id = $2::uuid and l.withdrawn_at is not null),
own as (insert into person (id) values ($3::uuid) returning id),
alone as (
  insert into link (id, identity_id, person_id, evidence, grade, actor, made_at, withdrawn_at)
  select gen_random_uuid(), $1::uuid, own.id, jsonb_build_object('type', 'part', 'of', $2::uuid), 'claimed', 'merge', first.at, first.at
  from own cross join (select min(made_at) - interval '1 microsecond' as at from past) first)
insert into link (id, identity_id, person_id, evidence, grade, actor, made_at, withdrawn_at, change_id, withdrawn_change_id)
select gen_random_uuid(), $1::uuid, person_id, jsonb_build_object('type', 'part', 'of', $2::uuid), grade, actor, made_at, withdrawn_at,
  change_id, withdrawn_change_id from past`;

/** What was read of the whole was read of the part. */
const marking = `
insert into action (id, kind, identity_id, actor_agent_id, at, data)
select distinct on (a.data) gen_random_uuid(), a.kind, $1::uuid, a.actor_agent_id, a.at, a.data from action a
where a.identity_id = $2::uuid and a.kind in ('read', 'unread') order by a.data, a.at desc`;
