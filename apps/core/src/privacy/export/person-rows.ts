import {
  factVisibleTo,
  identityVisibleTo,
  seesAllGroups,
  shownOnceTo,
  visibleTo,
} from '../../access/visible-to.js';
import type { Queryable } from '../../database/queryable.js';
import { iso } from '../../paging/json-times.js';
import { keyOf } from '../../people-pages/identity-json.js';
import { knownName } from '../../people-pages/known-name.js';
import { shownName } from '../../people-pages/shown-name.js';

/** Of whom, and what the admin saw who asked for it. */
export interface Exported {
  personId: string;
  groupIds: readonly string[];
  /** Who asked. */
  agentId: string;
}

export interface MessageLine {
  id: string;
  at: string;
  direction: 'inbound' | 'outbound' | 'note';
  channel: string;
  subject: string | null;
  from: string;
  rawSha256: string | null;
  files: { sha256: string; name: string }[];
}

const mine = `
mine as materialized (
  select i.* from link l join identity i on i.id = l.identity_id
  where l.person_id = $1 and l.withdrawn_at is null and ${identityVisibleTo('i', '$2')})`;

/** Everything that stands in `person.json`; undefined where the person is no more. */
export const readPerson = async (
  db: Queryable,
  { personId, groupIds }: Exported,
): Promise<{ name: string } | undefined> => {
  const [row] = (await db.query(person, [personId, groupIds])) as { json: { name: string } }[];
  return row?.json;
};

/** In the order of the thread; each with what hangs on it. */
export const readLines = (db: Queryable, { personId, groupIds }: Exported): Promise<MessageLine[]> =>
  db.query(lines, [personId, groupIds]) as Promise<MessageLine[]>;

/** Everything that one message says, and what became of it. */
export const readMessage = async (
  db: Queryable,
  id: string,
): Promise<Record<string, unknown> & { text: string }> => {
  const [row] = (await db.query(message, [id])) as { json: Record<string, unknown> & { text: string } }[];
  return row?.json ?? { text: '' };
};

export const readAudit = async (
  db: Queryable,
  { personId, groupIds, agentId }: Exported,
): Promise<unknown[]> => {
  const [row] = (await db.query(audit, [personId, groupIds, agentId])) as { json: unknown[] }[];
  return row!.json;
};

const many = (what: string, from: string): string =>
  `coalesce((select json_agg(${what}) from ${from}), '[]')`;

const person = `
with ${mine}
select json_build_object('id', t.person_id, 'name', ${shownName('t', '$2')}, 'firstSeenAt', ${iso('t.created_at')},
  'identities', ${many(
    `json_build_object('id', i.id, 'kind', i.kind, 'key', ${keyOf('i')}, 'name', ${knownName('i', '$2')}, 'handle', i.handle,
      'shared', i.shared, 'blocked', i.blocked, 'knownSince', ${iso('i.created_at')}) order by i.id`,
    'mine i',
  )},
  'names', ${many(
    `json_build_object('identityId', n.identity_id, 'name', n.name, 'proven', n.proven, 'firstAt', ${iso('n.first_at')}, 'lastAt', ${iso('n.last_at')})`,
    `mine join identity_name n on n.identity_id = mine.id where ${visibleTo('n', '$2')}`,
  )},
  'facts', ${many(
    `json_build_object('identityId', f.identity_id, 'field', f.field, 'value', f.value, 'source', f.source, 'claimed', f.claimed, 'at', ${iso('f.at')}) order by f.at, f.id`,
    `mine join fact f on f.identity_id = mine.id where ${factVisibleTo('f', '$2')}`,
  )},
  'topics', ${many(
    `json_build_object('id', o.id, 'subject', o.subject, 'state', o.state, 'openedAt', ${iso('o.opened_at')}, 'closedAt', ${iso('o.closed_at')}) order by o.opened_at, o.id`,
    `mine join topic o on o.anchor_identity_id = mine.id where ${visibleTo('o', '$2')}`,
  )},
  'tags', ${many('distinct g.name', `mine join thread_tag put on put.identity_id = mine.id join tag g on g.id = put.tag_id where ${visibleTo('put', '$2')}`)},
  'promises', ${many(
    `json_build_object('text', p.text, 'dueAt', ${iso('p.due_at')}, 'state', p.state, 'madeAt', ${iso('p.made_at')}) order by p.made_at`,
    `mine join promise p on p.anchor_identity_id = mine.id where ${visibleTo('p', '$2')}`,
  )},
  'mentionedIn', (select count(distinct p.message_id) from mine join participant p on p.identity_id = mine.id
    join message m on m.id = p.message_id where ${visibleTo('m', '$2')} and m.anchor_identity_id not in (select id from mine))) as json
from thread t where t.person_id = $1`;

const sender = `coalesce(case when a.kind in ('part', 'site') then coalesce(a.handle, a.key) else a.key end, writer.name, '')`;

const lines = `
with ${mine}
select m.id, ${iso('m.sort_at')} as at, m.direction, m.channel, m.subject, ${sender} as "from", m.raw_sha256 as "rawSha256",
  ${many(`json_build_object('sha256', f.sha256, 'name', f.name) order by f.position`, `attachment f where f.message_id = m.id`)} as files
from mine join message m on m.anchor_identity_id = mine.id
left join identity a on a.id = m.author_identity_id left join agent writer on writer.id = m.author_agent_id
where ${shownOnceTo('m', '$2')} order by m.sort_at, m.id`;

const message = `
select json_build_object('id', m.id, 'channel', m.channel, 'direction', m.direction, 'audience', m.audience, 'at', ${iso('m.sort_at')},
  'storedAt', ${iso('m.ingested_at')}, 'from', ${sender}, 'subject', m.subject, 'text', m.text, 'html', m.html, 'proof', m.proof,
  'proofReason', m.proof_reason, 'saidName', m.said_name, 'permalink', m.permalink, 'threadingId', m.threading_id, 'marks', m.marks,
  'participants', ${many(`json_build_object('role', p.role, 'kind', i.kind, 'key', i.key)`, `participant p join identity i on i.id = p.identity_id where p.message_id = m.id`)},
  'deliveries', ${many(
    `json_build_object('to', i.key, 'role', d.role, 'state', d.state, 'at', ${iso('d.at')})`,
    `delivery d join identity i on i.id = d.recipient_identity_id where d.message_id = m.id`,
  )},
  'revisions', ${many(`json_build_object('n', v.n, 'text', v.text, 'at', ${iso('v.at')}) order by v.n`, `message_revision v where v.message_id = m.id`)}) as json
from message m left join identity a on a.id = m.author_identity_id left join agent writer on writer.id = m.author_agent_id
where m.id = $1`;

/**
 * What was done with the person, their addresses and messages: never bodies or addresses. Where an account group is closed to whoever asked, their own
 * doing alone, as in `list-audit.ts`.
 */
const audit = `
with ${mine}, about as materialized (
  select $1::uuid as id union select id from mine
  union select m.id from mine join message m on m.anchor_identity_id = mine.id where ${visibleTo('m', '$2')}
  union select o.id from mine join topic o on o.anchor_identity_id = mine.id where ${visibleTo('o', '$2')})
select ${many(
  `json_build_object('at', ${iso('u.at')}, 'kind', u.kind, 'by', who.name, 'subjectId', u.subject_id, 'data', u.data) order by u.at, u.id`,
  `audit u left join agent who on who.id = u.actor_agent_id where (u.subject_id in (select id from about)
     or u.data -> 'personIds' ? $1::text or u.data ->> 'personId' = $1::text) and (${seesAllGroups('$2')} or u.actor_agent_id = $3)`,
)} as json`;
