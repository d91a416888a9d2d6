import { visibleTo } from '../access/visible-to.js';
import { iso } from '../paging/json-times.js';
import { shownName } from '../people-pages/shown-name.js';

/** A promise `p` with its message and the thread in which it stands now. */
export const promiseFrom = `promise p
  join link l on l.identity_id = p.anchor_identity_id and l.withdrawn_at is null
  join thread on thread.person_id = l.person_id
  left join message m on m.id = p.message_id`;

const agentJson = (id: string): string =>
  `(select json_build_object('id', who.id, 'name', who.name) from agent who where who.id = ${id})`;

const movesJson = `coalesce((
  select json_agg(json_build_object('from', a.data ->> 'from', 'to', a.data ->> 'to', 'at', ${iso('a.at')}, 'by', ${agentJson('a.actor_agent_id')})
    order by a.at, a.id)
  from action a where a.topic_id = p.topic_id and a.kind = 'promise-moved' and a.data ->> 'promiseId' = p.id::text), '[]')`;

/** The topic in which a promise stands now: that of its word, which may have moved. */
export const topicOfPromise = 'coalesce(m.topic_id, p.topic_id)';

/** `promiseView` of the contracts; `groups` is the placeholder of the reader's groups. */
export const promiseJson = (groups: string): string => `json_build_object(
  'id', p.id, 'threadId', l.person_id, 'personName', coalesce(${shownName('thread', groups)}, ''),
  'topicId', ${topicOfPromise}, 'messageId', p.message_id, 'text', p.text, 'dueAt', ${iso('p.due_at')}, 'timeZone', p.due_zone,
  'typed', p.due_typed, 'owner', ${agentJson('p.owner_agent_id')}, 'madeBy', ${agentJson('p.made_by')}, 'madeAt', ${iso('p.made_at')},
  'state', p.state, 'settledAt', ${iso('p.settled_at')}, 'reason', p.reason, 'moves', ${movesJson})`;

export const promiseVisible = (groups: string): string => visibleTo('p', groups);
