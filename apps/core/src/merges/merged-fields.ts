import { factVisibleTo, identityVisibleTo } from '../access/visible-to.js';
import { preferredField } from '../facts/preferred-agent.js';
import { joinKnownName } from '../people-pages/known-name.js';
import { ownName, statedName } from '../people/name-of-person.js';

/**
 * What several persons (`$1`) would be shown with as one, as far as a reader (`$2`) may see: the name, and of each field what
 * each of them is shown with now and which of these words would stand. The rules are those of the profile.
 */
export const mergedFields = `
with mine as materialized (
  select l.person_id, i.* from link l join identity i on i.id = l.identity_id
  where l.person_id = any($1::uuid[]) and l.withdrawn_at is null and ${identityVisibleTo('i', '$2')}),
known as (
  select distinct on (m.person_id, f.field) m.person_id, f.field, f.claimed, f.at, f.id,
    case when f.field = '${preferredField}' then coalesce((select who.name from agent who where who.id::text = f.value), f.value)
      when f.field <> 'photo' then f.value when f.photo_sha256 is not null then f.id::text else '' end as value
  from mine m join fact f on f.identity_id = m.id
  where ${factVisibleTo('f', '$2')} and f.field <> 'name' and not (f.field = 'photo' and f.actor = 'author')
  order by m.person_id, f.field, f.claimed, f.at desc, f.id desc),
told as (
  select k.*, row_number() over (partition by k.field order by k.claimed, k.at desc, k.id desc) = 1 as shown,
    bool_or(k.value <> '') over (partition by k.field) as said
  from known k)
select
  coalesce(${statedName(
    'facing.person_id = any($1::uuid[])',
    `and ${factVisibleTo('said', '$2')} and facing.identity_id in (select id from mine)`,
  )}, (select ${ownName('mine', 'known')} from mine ${joinKnownName('mine', '$2', 'known')}),
    (select coalesce(mine.handle, mine.key) from mine order by mine.id limit 1), '') as name,
  coalesce((select json_agg(json_build_object('field', f.field, 'values', f.values) order by f.field) from (
    select field, json_agg(json_build_object('personId', person_id, 'value', value, 'shown', shown) order by person_id) as values
    from told where said group by field) f), '[]') as fields`;
