import type { ActionCode } from '@filo/contracts/http';
import { visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { togetherText, withTogether } from './action-json.js';

const said = (code: ActionCode, values: string): string =>
  `json_build_array(json_build_object('code', '${code}', 'with', json_build_object(${values})))`;

const isTogether = `u.data ? 'bulkId'`;

/**
 * Rows `(id, at, json)` of what agents did to the tags of a thread in a `stretch` of time, each as an `actionView` of the contracts: where the
 * person still has the address, and as far as the reader sees the account group in which the tag stood. Needs `mine`, the identities of the
 * thread, and `stretch`; what was done before it was kept where (docs/decisions/0093-tags.md) has no line.
 */
export const taggingLines = (groups: string): string => `
  select u.id, u.at, json_build_object('id', u.id, 'kind', 'tagged', 'topicId', null,
    'actor', case when who.id is not null then json_build_object('id', who.id, 'name', who.name) end, 'at', ${iso('u.at')},
    'text', (case when named.taken is null then 'Tagged ' || named.put when named.put is null then 'Took off the tag ' || named.taken
      else 'Tagged ' || named.put || ', took off ' || named.taken end) || ${togetherText(isTogether)},
    'why', ${withTogether(
      isTogether,
      `case when named.taken is null then ${said('action-tagged', `'put', named.put`)}
      when named.put is null then ${said('action-untagged', `'taken', named.taken`)}
      else ${said('action-retagged', `'put', named.put, 'taken', named.taken`)} end`,
    )}) as json
  from stretch cross join (
    select distinct former.person_id from mine join link former on former.identity_id = mine.identity_id) was
  join audit u on u.subject_id = was.person_id and u.kind = 'thread-tagged' and u.at >= stretch.since and u.at < stretch.until
  cross join lateral (
    select string_agg(distinct tag.name, ', ') filter (where place.is_put) as put,
      string_agg(distinct tag.name, ', ') filter (where not place.is_put) as taken
    from (
      select true as is_put, p.* from ${placesOf('put')} p
      union all select false, p.* from ${placesOf('taken')} p) place
    join mine on mine.identity_id = place.identity_id join tag on tag.id = place.tag_id
    where ${visibleTo('place', groups)}) named
  left join agent who on who.id = u.actor_agent_id
  where named.put is not null or named.taken is not null`;

function placesOf(key: 'put' | 'taken'): string {
  return `(select r."identityId" as identity_id, r."accountGroupId" as account_group_id, r."tagId" as tag_id
    from jsonb_to_recordset(case jsonb_typeof(u.data -> '${key}') when 'array' then u.data -> '${key}' else '[]' end)
      r("identityId" uuid, "accountGroupId" uuid, "tagId" uuid))`;
}
