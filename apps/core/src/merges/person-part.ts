import { identityVisibleTo, shownOnceTo, visibleTo } from '../access/visible-to.js';
import { ownName } from '../people/name-of-person.js';
import { joinKnownName } from '../people-pages/known-name.js';
import { identityJson } from '../people-pages/identity-json.js';

/** Messages counted for a preview; more is shown as this number. */
const countMax = 10_000;

const counted = (which: string): string => `(
  select count(*)::int from (
    select from mine join message m on m.anchor_identity_id = mine.id
    where m.direction ${which} 'note' and ${shownOnceTo('m', '$2')} limit ${countMax}) c)`;

const topics = (which: string): string => `(
  select count(*)::int from mine join topic t on t.anchor_identity_id = mine.id where ${visibleTo('t', '$2')} ${which})`;

/** What these identities (`$1`) hold, as far as a reader (`$2`) may see: `personPart` of the contracts but for who it is. */
export const partOf = `
with mine as materialized (select unnest($1::uuid[]) as id)
select
  coalesce((select json_agg(${identityJson('i', '$2')} order by i.id)
    from mine join identity i using (id) where ${identityVisibleTo('i', '$2')}), '[]') as identities,
  (select coalesce(${ownName('i', 'known')},
      (array_agg(coalesce(i.handle, i.key) order by i.id))[1], '')
    from mine join identity i using (id) ${joinKnownName('i', '$2', 'known')}
    where ${identityVisibleTo('i', '$2')}) as name,
  ${counted('<>')} as messages, ${counted('=')} as notes, ${topics('')} as topics,
  ${topics("and t.state <> 'closed'")} as "openTopics",
  exists (select from mine join identity i using (id) where not ${identityVisibleTo('i', '$2')})
    or exists (select from mine join topic t on t.anchor_identity_id = mine.id where not ${visibleTo('t', '$2')}) as more`;

/** Topics in which identities of both sides spoke: whoever did not open one goes on in a twin. */
export const twinsOf = `
select count(*)::int as twins from (
  select distinct t.id, m.anchor_identity_id from unnest($1::uuid[], $2::uuid[]) opener(id, person_id)
  join topic t on t.anchor_identity_id = opener.id and ${visibleTo('t', '$3')}
  join message m on m.topic_id = t.id and m.class = 'human'
  join unnest($1::uuid[], $2::uuid[]) writer(id, person_id) on writer.id = m.anchor_identity_id
  where writer.person_id <> opener.person_id) parted`;
