import type { WebhookEventType } from '@filo/contracts';

/** One event, as it will be told. */
export interface Happened {
  sourceId: string;
  /** An endpoint hears of it when it names all of these. */
  groups: string[];
  data: Readonly<Record<string, unknown>>;
  /** What it names of persons, so that erasing one finds it. */
  about: string[];
}

const columns = (groups: string, data: string, about: string): string =>
  `${groups} as groups, jsonb_build_object(${data}) as data, array_remove(array[${about}]::uuid[], null) as about`;

const personOf = (identity: string): string =>
  `(select l.person_id from link l where l.identity_id = ${identity} and l.withdrawn_at is null)`;

const ofMessage = `'messageId', m.id, 'threadId', ${personOf('m.anchor_identity_id')}, 'topicId', m.topic_id, 'accountGroupId', m.account_group_id, 'channel', m.channel`;
const aboutMessage = `m.id, m.topic_id, m.anchor_identity_id, ${personOf('m.anchor_identity_id')}`;

/** Held so that an erasure waits for what is written down of it here, and then takes it along. */
const held = 'for key share of';

const messages = `
select m.id as "sourceId", ${columns(
  'array[m.account_group_id]',
  `${ofMessage}, 'accountId', m.account_id, 'audience', m.audience, 'sentAt', m.sort_at`,
  aboutMessage,
)}
from message m where m.id = any($1::uuid[]) and m.direction = 'inbound' and not m.history ${held} m`;

/** What Filo says by itself, that a message came or to ask whose an address is, is no answer. */
const answers = (more: string): string => `
select d.id as "sourceId", ${columns(
  'array[m.account_group_id]',
  `${ofMessage}, 'accountId', d.account_id, 'deliveryId', d.id${more}`,
  `${aboutMessage}, d.id, d.recipient_identity_id`,
)}
from delivery d join message m on m.id = d.message_id
where d.id = any($1::uuid[]) and m.class = 'human' ${held} d, m`;

const actions = (more: string): string => `
select a.id as "sourceId", ${columns(
  'array[t.account_group_id]',
  `'threadId', ${personOf('t.anchor_identity_id')}, 'topicId', t.id, 'accountGroupId', t.account_group_id, 'byAgentId', a.actor_agent_id${more}`,
  `t.id, t.anchor_identity_id, ${personOf('t.anchor_identity_id')}`,
)}
from action a join topic t on t.id = a.topic_id where a.id = any($1::uuid[]) ${held} a, t`;

const promises = (source: string, from: string): string => `
select ${source} as "sourceId", ${columns(
  'array[p.account_group_id]',
  `'promiseId', p.id, 'threadId', ${personOf('p.anchor_identity_id')}, 'topicId', p.topic_id, 'accountGroupId', p.account_group_id, 'dueAt', p.due_at, 'ownerAgentId', p.owner_agent_id`,
  `p.id, p.topic_id, p.anchor_identity_id, ${personOf('p.anchor_identity_id')}`,
)}
from ${from} where ${source} = any($1::uuid[]) ${held} p`;
const promised = promises('a.id', `action a join promise p on p.id = (a.data ->> 'promiseId')::uuid`);

/** A person is of all account groups in which they have topics. An undo names who moved alone, so that its merge is asked for the others. */
const changes = `
select c.id as "sourceId", who.groups, jsonb_build_object('changeId', c.id, 'threadIds', who.threads, 'formerThreadIds', former.threads) as data,
  joined.ids || who.threads || former.threads as about
from link_change c
cross join lateral (
  select c.identity_ids || coalesce((select undone.identity_ids from link_change undone where undone.id = c.undoes_id), '{}') as ids) joined
cross join lateral (
  select coalesce(array_agg(distinct l.person_id), '{}') as threads,
    array(select distinct t.account_group_id from topic t join link all_of on all_of.identity_id = t.anchor_identity_id
      where all_of.person_id = any(array_agg(l.person_id)) and all_of.withdrawn_at is null) as groups
  from link l where l.withdrawn_at is null and l.identity_id = any(joined.ids)) who
cross join lateral (
  select coalesce(array_agg(distinct l.person_id), '{}') as threads from link l where l.withdrawn_change_id = c.id
    and not exists (select from link now where now.person_id = l.person_id and now.withdrawn_at is null)) former
where c.id = any($1::uuid[]) ${held} c`;

const posts = `
select s.id as "sourceId", array[s.account_group_id] as groups,
  jsonb_build_object('stormId', s.id, 'accountGroupId', s.account_group_id, 'messageIds', coalesce(said.messages, '{}')) as data,
  coalesce(said.messages || said.authors, '{}') as about
from storm s cross join lateral (
  select array_agg(v.message_id) as messages, array_agg(v.author_identity_id) as authors from (
    select p.message_id, p.author_identity_id from public_post p where p.storm_id = s.id order by p.posted_at desc limit 50) v) said
where s.id = any($1::uuid[]) ${held} s`;

/** Statements about what `$1` names. What was erased, or taken back, meanwhile is told to nobody. */
export const readingEvents: Readonly<Record<Exclude<WebhookEventType, 'person.erased'>, string>> = {
  'message.received': messages,
  'answer.sent': answers(''),
  'answer.failed': answers(`, 'bounced', d.state = 'bounced', 'code', d.code`),
  'thread.assigned': actions(`, 'agentId', a.data -> 'agentId'`),
  'thread.closed': actions(''),
  'thread.reopened': actions(''),
  'thread.snoozed': actions(`, 'until', a.data -> 'until'`),
  'person.merged': changes,
  'person.merge_undone': changes,
  'promise.made': promised,
  'promise.kept': promised,
  'promise.broken': promises('p.id', 'promise p'),
  'post.grave': posts,
};
