import { visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { shownName } from '../people-pages/shown-name.js';
import { photoVersionOf } from '../photos/photo-of.js';
import { untilTheyReply } from '../threads/thread-facts.js';

/** Most urgent first. */
const urgency = `array_position('{open,waiting,snoozed,closed}'::text[], part.state)`;

/**
 * What a reader sees of one thread: the rows of all its visible account groups as one. Joins `seen` to a row with a
 * `person_id` (`alias`); `groups` is the placeholder of the reader's groups.
 * A left join keeps whoever never said a word.
 */
export const joinSeen = (alias: string, groups: string, join: 'join' | 'left join' = 'join'): string => `
  ${join} lateral (
    select (array_agg(part.state order by ${urgency}))[1] as state,
      (array_agg(part.subject order by ${urgency}, part.last_at desc))[1] as subject,
      (array_agg(part.assignee_id order by ${urgency}, part.last_at desc))[1] as assignee_id,
      (array_agg(part.team_id order by ${urgency}, part.last_at desc))[1] as team_id,
      (array_agg(part.preview order by part.last_at desc))[1] as preview,
      (array_agg(part.preview_direction order by part.last_at desc))[1] as preview_direction,
      case when count(*) = 1 then (array_agg(to_json(part.channels)))[1] else (
        select json_agg(used.channel order by used.last_at desc, used.nth) from (
          select distinct on (named.channel) named.channel, part.last_at, named.nth
          from thread_row part cross join lateral unnest(part.channels) with ordinality named(channel, nth)
          where part.person_id = ${alias}.person_id and ${visibleTo('part', groups)}
          order by named.channel, part.last_at desc, named.nth) used) end as channels,
      max(part.last_at) as last_at, min(part.waiting_since) as waiting_since, bool_or(part.unread) as unread,
      min(part.promise_due) as promise_due, sum(part.promises)::int as promises, min(part.snoozed_until) as snoozed_until,
      (select coalesce(json_agg(distinct id order by id), '[]') from thread_row part cross join lateral unnest(part.assignee_ids) id
        where part.person_id = ${alias}.person_id and ${visibleTo('part', groups)}) as assignee_ids,
      (select coalesce(json_agg(distinct theirs.id), '[]') from thread_row part cross join lateral unnest(part.team_ids) held(id)
        join team theirs on theirs.id = held.id and theirs.removed_at is null
        where part.person_id = ${alias}.person_id and ${visibleTo('part', groups)}) as team_ids,
      sum(part.open_topics)::int as open_topics, bool_or(part.undelivered) as undelivered, bool_and(part.hidden) as hidden, bool_or(part.grave) as grave,
      sum(part.moved)::bigint as moved
    from thread_row part where part.person_id = ${alias}.person_id and ${visibleTo('part', groups)}
    having count(*) > 0) seen on true
  join thread on thread.person_id = ${alias}.person_id
  left join agent assignee on assignee.id = seen.assignee_id
  left join team crew on crew.id = seen.team_id and crew.removed_at is null`;

/** Since when they wait for us: for a word, or for what we promised and have not done in time. */
export const waitingSinceOf = (row: string): string =>
  `least(${row}.waiting_since, case when ${row}.promise_due <= now() then ${row}.promise_due end)`;

/** Until when a row or topic is snoozed, without an end until they reply; null: it is not. */
export const snoozedJson = (isSnoozed: string, until: string): string =>
  `case when ${isSnoozed} then json_build_object('until', ${iso(`nullif(${until}, ${untilTheyReply})`)}) end`;

/** The next thing that we promised them; null: nothing is open. */
export const promisedJson = `case when seen.promise_due is not null then json_build_object('dueAt', ${iso('seen.promise_due')}, 'count', seen.promises) end`;

export const assigneeJson = `case when assignee.id is not null then json_build_object('id', assignee.id, 'name', assignee.name) end`;

/** `teamBrief` of the contracts, null without one; `team` is the alias of a row of `team`. */
export const teamJson = (team: string): string =>
  `case when ${team}.id is not null then json_build_object('id', ${team}.id, 'name', ${team}.name, 'colour', ${team}.colour) end`;

/** The tags of the thread that a row of `thread` names, as far as a reader of these groups sees them. */
export const tagIdsJson = (groups: string): string => `(
  select coalesce(json_agg(distinct marked.tag_id), '[]') from link spoken join thread_tag marked on marked.identity_id = spoken.identity_id
  where spoken.person_id = thread.person_id and spoken.withdrawn_at is null and ${visibleTo('marked', groups)})`;

/** One row of the list (`threadRow` of the contracts) after {@link joinSeen}; `groups` as there. */
export const threadRowJson = (groups: string): string => `json_build_object(
  'id', thread.person_id, 'version', thread.version + seen.moved,
  'person', json_build_object('id', thread.person_id, 'name', ${shownName('thread', groups)},
    'photo', ${photoVersionOf('thread.person_id', groups)}),
  'state', seen.state, 'subject', seen.subject, 'preview', seen.preview, 'previewDirection', seen.preview_direction,
  'channels', seen.channels, 'lastAt', ${iso('seen.last_at')}, 'waitingSince', ${iso(waitingSinceOf('seen'))},
  'unread', seen.unread, 'assignee', ${assigneeJson}, 'openTopics', seen.open_topics, 'undelivered', seen.undelivered, 'hidden', seen.hidden, 'grave', seen.grave,
  'assigneeIds', seen.assignee_ids, 'team', ${teamJson('crew')}, 'teamIds', seen.team_ids, 'tagIds', ${tagIdsJson(groups)}, 'snoozed', ${snoozedJson('seen.snoozed_until is not null', 'seen.snoozed_until')}, 'promise', ${promisedJson})`;
