import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';

/** A tag stands on an address of a person, in an account group: it moves with the address when persons are joined, and back. */
export interface TagPlace {
  identityId: string;
  accountGroupId: string;
  tagId: string;
}

interface Tags {
  personId: string;
  tagIds: readonly string[];
}

/** What a reader sees on the thread. */
export const tagsSeen = async (db: Queryable, reader: Reader, personId: string): Promise<Set<string>> => {
  const rows = (await db.query(
    `select distinct g.tag_id as id from link l join thread_tag g on g.identity_id = l.identity_id
     where l.person_id = $1 and l.withdrawn_at is null and ${visibleTo('g', '$2')}`,
    [personId, reader.accountGroupIds],
  )) as { id: string }[];
  return new Set(rows.map(({ id }) => id));
};

/** Puts tags where the person spoke last in each account group that the reader sees; those that an undo puts back, where they were. */
export const putTags = (
  db: Queryable,
  reader: Reader,
  { personId, tagIds, back }: Tags & { back: readonly TagPlace[] },
): Promise<TagPlace[]> =>
  db.query(putting, [personId, reader.accountGroupIds, tagIds, JSON.stringify(back)]) as Promise<TagPlace[]>;

const putting = `
with former as (
  select r."identityId" as identity_id, r."accountGroupId" as account_group_id, r."tagId" as tag_id
  from jsonb_to_recordset($4::jsonb) r("identityId" uuid, "accountGroupId" uuid, "tagId" uuid)
  join link l on l.identity_id = r."identityId" and l.person_id = $1 and l.withdrawn_at is null
  where r."tagId" = any($3::uuid[]) and r."accountGroupId" = any($2::uuid[])),
newest as (
  select distinct on (t.account_group_id) t.anchor_identity_id as identity_id, t.account_group_id
  from link l join topic t on t.anchor_identity_id = l.identity_id
  where l.person_id = $1 and l.withdrawn_at is null and ${visibleTo('t', '$2')}
  order by t.account_group_id, t.last_at desc, t.id),
wanted as (
  select * from former
  union
  select newest.identity_id, newest.account_group_id, tag_id
  from newest cross join unnest($3::uuid[]) tag_id where not exists (select from former where former.tag_id = tag_id.tag_id))
insert into thread_tag (identity_id, account_group_id, tag_id) select * from wanted order by 1, 2, 3
on conflict do nothing
returning identity_id as "identityId", account_group_id as "accountGroupId", tag_id as "tagId"`;

/** Takes tags off in every account group that the reader sees; resolves with where they stood. */
export const takeTags = async (
  db: Queryable,
  reader: Reader,
  { personId, tagIds }: Tags,
): Promise<TagPlace[]> => db.query(taking, [personId, reader.accountGroupIds, tagIds]) as Promise<TagPlace[]>;

const taking = `
with gone as (
  delete from thread_tag g using link l
  where l.person_id = $1 and l.withdrawn_at is null and g.identity_id = l.identity_id
    and g.tag_id = any($3::uuid[]) and ${visibleTo('g', '$2')}
  returning g.identity_id, g.account_group_id, g.tag_id)
select identity_id as "identityId", account_group_id as "accountGroupId", tag_id as "tagId" from gone`;
