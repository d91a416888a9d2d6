import { personVisibleTo, readsImport, visibleTo } from '../access/visible-to.js';

/** What stands for the last word of somebody who never said one: after everybody else. */
export const never = `'0001-01-01T00:00:00Z'::timestamptz`;

/** The next people of a list: where it goes on (`timestamptz` and `uuid`, as placeholders) and how many rows (a placeholder). */
export interface NextPeople {
  after: { at: string; id: string } | undefined;
  max: string;
}

/**
 * Everybody, as `person_id`, `last_at` and the id that breaks ties: whoever was in touch, the last one first, then those of whom
 * only a list of customers told, the newest first. Of either it reads no more than a page, by an index, however many there are;
 * the second is not looked at before the first has ended. `$1` are the groups of the reader.
 */
export const everybody = ({ after, max }: NextPeople): string => `
  in_touch as materialized (
    select r.person_id, r.last_at, r.person_id as tie from thread_row r
    where ${visibleTo('r', '$1')} ${after ? `and (r.last_at, r.person_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : ''}
      -- In several groups the newest row of a person stands for it.
      and not exists (select from thread_row o where o.person_id = r.person_id and ${visibleTo('o', '$1')}
        and (o.last_at, o.account_group_id) > (r.last_at, r.account_group_id))
    order by r.last_at desc, r.person_id desc limit ${max}),
  lists as materialized (select id from import list where ${readsImport('list', '$1')}),
  wordless as materialized (
    select held.person_id, ${never} as last_at, listed.identity_id as tie
    from import_identity listed
    cross join lateral (
      select l.person_id from link l where l.identity_id = listed.identity_id and l.withdrawn_at is null offset 0) held
    where listed.import_id = any(array(select id from lists)) ${after ? `and (${after.at}::timestamptz > ${never} or listed.identity_id < ${after.id}::uuid)` : ''}
      and not exists (select from thread_row r where r.person_id = held.person_id and ${visibleTo('r', '$1')} offset 0)
      -- Of several addresses, and several lists that name one, the last stands for the person.
      and not exists (
        select from link l join import_identity other on other.identity_id = l.identity_id
        where l.person_id = held.person_id and l.withdrawn_at is null and other.import_id = any(array(select id from lists))
          and (other.identity_id, other.import_id) > (listed.identity_id, listed.import_id) offset 0)
    order by listed.identity_id desc, listed.import_id desc
    limit greatest(0, ${max} - (select count(*) from in_touch))),
  found as (select * from in_touch union all select * from wordless)`;

/** The same of those whom a search finds: `hits` is a query of their `person_id`. */
export const those = (hits: string, { after, max }: NextPeople): string => `
  found as materialized (
    select hit.person_id, coalesce(r.last_at, ${never}) as last_at, hit.person_id as tie from (${hits}) hit
    cross join lateral (
      select max(r.last_at) as last_at from thread_row r
      where r.person_id = hit.person_id and ${visibleTo('r', '$1')} offset 0) r
    where (r.last_at is not null or ${personVisibleTo('hit.person_id', '$1')})
      ${after ? `and (coalesce(r.last_at, ${never}), hit.person_id) < (${after.at}::timestamptz, ${after.id}::uuid)` : ''}
    order by 2 desc, 1 desc limit ${max})`;
