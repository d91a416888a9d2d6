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

/** Puts tags where the person spoke last in each account group that the reader sees. */
export const putTags = (db: Queryable, reader: Reader, { personId, tagIds }: Tags): Promise<TagPlace[]> =>
  db.query(putting, [personId, reader.accountGroupIds, tagIds]) as Promise<TagPlace[]>;

const placed = `identity_id as "identityId", account_group_id as "accountGroupId", tag_id as "tagId"`;

const putting = `
with newest as (
  select distinct on (t.account_group_id) t.anchor_identity_id as identity_id, t.account_group_id
  from link l join topic t on t.anchor_identity_id = l.identity_id
  where l.person_id = $1 and l.withdrawn_at is null and ${visibleTo('t', '$2')}
  order by t.account_group_id, t.last_at desc, t.id)
insert into thread_tag (identity_id, account_group_id, tag_id)
select identity_id, account_group_id, tag_id from newest cross join unnest($3::uuid[]) tag_id order by 1, 2, 3
on conflict do nothing returning ${placed}`;

/** Of places of a change that is undone. */
const places = (n: number): string =>
  `jsonb_to_recordset($${n}::jsonb) r("identityId" uuid, "accountGroupId" uuid, "tagId" uuid)`;

/** Puts tags back where an undone change took them off, as far as the person still has these addresses. */
export const putBack = (
  db: Queryable,
  reader: Reader,
  { personId, tagIds, at }: Tags & { at: readonly TagPlace[] },
): Promise<TagPlace[]> =>
  db.query(puttingBack, [personId, reader.accountGroupIds, tagIds, JSON.stringify(at)]) as Promise<
    TagPlace[]
  >;

const puttingBack = `
insert into thread_tag (identity_id, account_group_id, tag_id)
select r."identityId", r."accountGroupId", r."tagId" from ${places(4)}
join link l on l.identity_id = r."identityId" and l.person_id = $1 and l.withdrawn_at is null
where r."tagId" = any($3::uuid[]) and r."accountGroupId" = any($2::uuid[]) order by 1, 2, 3
on conflict do nothing returning ${placed}`;

/** Takes tags off in every account group that the reader sees, or `at` these places alone; resolves with where they stood. */
export const takeTags = async (
  db: Queryable,
  reader: Reader,
  { personId, tagIds, at = null }: Tags & { at?: readonly TagPlace[] | null },
): Promise<TagPlace[]> =>
  db.query(taking, [
    personId,
    reader.accountGroupIds,
    tagIds,
    at === null ? null : JSON.stringify(at),
  ]) as Promise<TagPlace[]>;

const taking = `
with gone as (
  delete from thread_tag g using link l
  where l.person_id = $1 and l.withdrawn_at is null and g.identity_id = l.identity_id
    and g.tag_id = any($3::uuid[]) and ${visibleTo('g', '$2')}
    and ($4::jsonb is null or (g.identity_id, g.account_group_id, g.tag_id) in (select r.* from ${places(4)}))
  returning g.identity_id, g.account_group_id, g.tag_id)
select ${placed} from gone`;
