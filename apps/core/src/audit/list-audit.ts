import { auditAreas, type AuditEntryView, type AuditPage, type AuditQuery } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { personVisibleTo, seesAllGroups, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { exactly, iso } from '../paging/json-times.js';
import { aboveAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import { shownName } from '../people-pages/shown-name.js';
import { personOfEntry } from './person-of-entry.js';

/**
 * A page of what was written down, the newest first. Who may come in and what is set is for every admin. What was done with people and
 * their messages is told where no account group is closed to the reader, and else of the reader's own doing alone: a line without
 * names would still tell what goes on behind the door. `about` is null for what has no name that the reader may know.
 */
export const listAudit = async (db: Queryable, reader: Reader, query: AuditQuery): Promise<AuditPage> => {
  const { cursor, limit, area, agentId = null } = query;
  const rows = (await db.query(listing, [
    reader.accountGroupIds,
    ...(readMarker(cursor) ?? aboveAll),
    limit + 1,
    area ? auditAreas[area] : null,
    agentId,
    reader.agentId,
    [...auditAreas.access, ...auditAreas.settings],
  ])) as (AuditEntryView & { exactAt: string })[];
  return pageOf(rows, limit);
};

const scalar = (key: string, type: 'string' | 'number' | 'boolean'): string =>
  `case when jsonb_typeof(u.data -> '${key}') = '${type}' then u.data -> '${key}' end`;

const detail = `jsonb_strip_nulls(jsonb_build_object(
  'channel', ${scalar('channel', 'string')}, 'messages', ${scalar('messages', 'number')},
  'days', case when u.data -> 'days' = 'null' then '0' else ${scalar('days', 'number')} end,
  'was', ${scalar('was', 'string')},
  'level', case when u.data -> 'notAboutUs' = 'true' then '"not-about-us"' else ${scalar('level', 'string')} end,
  'on', coalesce(${scalar('on', 'boolean')}, ${scalar('needed', 'boolean')}),
  'rule', ${scalar('rule', 'string')},
  'name', case when u.kind like 'account-group-%' or u.kind like 'domain-%' then ${scalar('name', 'string')}
    when u.kind = 'thread-routed' then to_jsonb(coalesce(
      (select given.name from agent given where given.id = (u.data ->> 'agentId')::uuid),
      (select given.name from team given where given.id = (u.data ->> 'teamId')::uuid))) end))`;

// The page is cut first, so that names are looked up for its rows alone.
const listing = `
with page as materialized (
  select a.id, a.at, a.kind, a.actor_agent_id, a.subject_id, a.data from audit a
  where (a.at, a.id) < ($2::timestamptz, $3::uuid) and ($5::text[] is null or a.kind = any($5))
    and ($6::uuid is null or a.actor_agent_id = $6)
    and (${seesAllGroups('$1')} or (a.kind = any($8) and (a.kind <> 'messages-removed' or a.subject_id = any($1)))
      or a.actor_agent_id = $7)
  order by a.at desc, a.id desc limit $4)
select u.id, ${iso('u.at')} as at, ${exactly('u.at')} as "exactAt", u.kind,
  case when doer.id is not null then json_build_object('id', doer.id, 'name', doer.name) end as by,
  case
    when done.id is not null then json_build_object('kind', 'agent', 'id', done.id, 'name', done.name)
    when acc.id is not null then json_build_object('kind', 'account', 'id', acc.id, 'name', coalesce(acc.name, acc.address::text))
    when told.id is not null then json_build_object('kind', 'script', 'id', told.id, 'name', told.title)
    when crew.id is not null then json_build_object('kind', 'team', 'id', crew.id, 'name', crew.name)
    when mark.id is not null then json_build_object('kind', 'tag', 'id', mark.id, 'name', mark.name)
    when t.person_id is not null then json_build_object('kind', 'person', 'id', t.person_id, 'name', ${shownName('t', '$1')})
  end as about,
  ${detail} as detail
from page u
left join agent doer on doer.id = u.actor_agent_id
left join agent done on done.id = u.subject_id
left join account acc on acc.id = u.subject_id and ${visibleTo('acc', '$1')}
left join script told on told.id = u.subject_id and (told.shared or told.owner_agent_id = $7)
left join team crew on crew.id = u.subject_id
left join tag mark on mark.id = u.subject_id
left join thread t on t.person_id = ${personOfEntry} and ${personVisibleTo('t.person_id', '$1')}
order by u.at desc, u.id desc`;
