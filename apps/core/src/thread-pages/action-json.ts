import type { ActionCode } from '@filo/contracts/http';
import { iso } from '../paging/json-times.js';

/** In the zone in which it is meant. */
const promiseTime = (field: string): string =>
  `coalesce((select to_char((a.data ->> '${field}')::timestamptz at time zone p.due_zone, 'FMDay, FMDD FMMonth YYYY, HH24:MI')
    from promise p where p.id = (a.data ->> 'promiseId')::uuid), '')`;

const assignedTo = `(select g.name from agent g where g.id = (a.data ->> 'agentId')::uuid)`;

const handedTo = `(select g.name from team g where g.id = (a.data ->> 'teamId')::uuid)`;

/** Of what was done by one order with others; how many these are only whoever gave the order was told. */
export const togetherText = (isTogether: string): string =>
  `case when ${isTogether} then ', together with others' else '' end`;
export const withTogether = (isTogether: string, why: string): string =>
  `((${why})::jsonb || case when ${isTogether} then ${said('action-together')}::jsonb else '[]' end)`;

const actionText = `case a.kind
  when 'close' then 'Closed' when 'reopen' then 'Reopened' when 'corrected' then 'Said that a human wrote this'
  when 'severity' then 'Corrected how severe a public post is: ' || coalesce(a.data ->> 'reason', '')
  when 'settled' then 'Settled a public post' when 'waits-again' then
    case when a.rule = 'graver' then 'A public post that was seen to became grave, and waits again' else 'Let a public post wait again' end
  when 'assign' then coalesce('Assigned to ' || ${assignedTo} || case a.rule when 'answered-last' then ', who answered last'
    when 'preferred-agent' then ', whom they prefer' when 'round-robin' then ', whose turn it was'
    when 'fewest-open' then ', who had the fewest open' else '' end, 'Unassigned')
  when 'team' then coalesce(case when a.rule in ('account-team', 'nobody-there') then 'Came to ' || ${handedTo} || ', whose account it is'
    || case when a.rule = 'nobody-there' then ': nobody there could take it' else '' end
    else 'Handed to ' || ${handedTo} end, 'Taken from its team')
  when 'snooze' then 'Snoozed until ' || coalesce(
    to_char((a.data ->> 'until')::timestamptz at time zone coalesce(a.data ->> 'timeZone', 'UTC'), 'FMDay, FMDD FMMonth YYYY, HH24:MI'), 'they reply')
  when 'wake' then 'Ended the snooze' when 'woken' then 'Woke, as the snooze was over'
  when 'promise-made' then 'Promised, due ' || ${promiseTime('dueAt')} when 'promise-moved' then 'Moved a promise to ' || ${promiseTime('to')}
  when 'promise-kept' then 'Kept a promise' when 'promise-dropped' then 'Dropped a promise'
  when 'promise-given' then 'Gave a promise to a colleague' when 'promise-reopened' then 'Opened a promise again'
  else initcap(a.kind) end`;

function said(code: ActionCode, named?: { [name: string]: string }): string {
  const values = Object.entries(named ?? {}).map(([name, sql]) => `'${name}', ${sql}`);
  const beside = values.length > 0 ? `, 'with', json_build_object(${values.join(', ')})` : '';
  return `json_build_array(json_build_object('code', '${code}'${beside}))`;
}

/** The same by codes, so that it is said in the language and by the clock of whoever reads it (docs/decisions/0044-reasons-in-other-languages.md). */
const actionWhy = `case a.kind
  when 'close' then ${said('action-closed')} when 'reopen' then ${said('action-reopened')}
  when 'corrected' then ${said('action-corrected')}
  when 'severity' then ${said('action-severity', { reason: `coalesce(a.data ->> 'reason', '')` })}
  when 'settled' then ${said('action-settled')} when 'waits-again' then
    case when a.rule = 'graver' then ${said('action-graver')} else ${said('action-waits-again')} end
  when 'assign' then case when ${assignedTo} is null then ${said('action-unassigned')}
    when a.rule = 'answered-last' then ${said('action-routed-last', { name: assignedTo })}
    when a.rule = 'preferred-agent' then ${said('action-routed-preferred', { name: assignedTo })}
    when a.rule = 'fewest-open' then ${said('action-routed-fewest', { name: assignedTo })}
    when a.rule = 'round-robin' then ${said('action-routed-turn', { name: assignedTo })} else ${said('action-assigned', { name: assignedTo })} end
  when 'team' then case when ${handedTo} is null then ${said('action-teamless')}
    when a.rule = 'nobody-there' then ${said('action-routed-nobody', { name: handedTo })}
    when a.rule = 'account-team' then ${said('action-routed-team', { name: handedTo })} else ${said('action-handed', { name: handedTo })} end
  when 'snooze' then case when a.data ->> 'until' is null then ${said('action-snoozed-until-reply')}
    else ${said('action-snoozed', { until: `a.data ->> 'until'` })} end
  when 'wake' then ${said('action-snooze-ended')} when 'woken' then ${said('action-woke')}
  when 'promise-made' then ${said('action-promise-made', { until: `a.data ->> 'dueAt'` })}
  when 'promise-moved' then ${said('action-promise-moved', { until: `a.data ->> 'to'` })}
  when 'promise-kept' then ${said('action-promise-kept')} when 'promise-dropped' then ${said('action-promise-dropped')}
  when 'promise-given' then ${said('action-promise-given')} when 'promise-reopened' then ${said('action-promise-reopened')}
  else '[]' end`;

const isTogether = `a.data ? 'bulkId'`;

const passedName = `(select g.name from agent g where g.id = (a.data #>> '{passed,id}')::uuid)`;
const isPassed = (why: string): string => `a.data #>> '{passed,why}' = '${why}'`;

/** Of routing that would have liked to ask somebody else. */
const passedText = `case when ${isPassed('away')} then '; ' || ${passedName} || ', whom they prefer, was away'
  when ${isPassed('absent')} then '; ' || ${passedName} || ', whom they prefer, was not there' else '' end`;
const withPassed = (why: string): string => `((${why})::jsonb || (case
  when ${isPassed('away')} then ${said('action-passed-away', { name: passedName })}
  when ${isPassed('absent')} then ${said('action-passed-absent', { name: passedName })} else '[]' end)::jsonb)`;

/** `actionView` of the contracts, of an action `a` by the agent `g`. */
export const actionJson = `json_build_object('id', a.id, 'kind', a.kind, 'topicId', a.topic_id,
  'actor', case when g.id is not null then json_build_object('id', g.id, 'name', g.name) end,
  'at', ${iso('a.at')}, 'text', ${actionText} || ${passedText} || ${togetherText(isTogether)}, 'why', ${withTogether(isTogether, withPassed(actionWhy))})`;
