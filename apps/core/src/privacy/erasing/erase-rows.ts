import type { Queryable } from '../../database/queryable.js';
import type { Found } from './find-erased.js';

/** A statement about `$1`: the ids of this kind. */
type Erasing = readonly [of: keyof Found, sql: string];

const gone = (of: keyof Found, table: string, column: string): Erasing => [
  of,
  `delete from ${table} where ${column} = any($1::uuid[])`,
];

/** What other rows say of what goes. */
const lettingGo: readonly Erasing[] = [
  ['messages', `update message set answers_message_id = null where answers_message_id = any($1::uuid[])`],
  ['messages', `update promise set kept_message_id = null where kept_message_id = any($1::uuid[])`],
  ['identities', `update message set reply_identity_id = null where reply_identity_id = any($1::uuid[])`],
  ['topics', `update message set topic_id = null where topic_id = any($1::uuid[])`],
  ['topics', `update topic set twin_of = null where twin_of = any($1::uuid[])`],
  ['topics', `update topic set continues_topic_id = null where continues_topic_id = any($1::uuid[])`],
  [
    'identities',
    `update proof_request p set account_proof_id = null from proof_request gone
     where p.account_proof_id = gone.id and (gone.identity_id = any($1::uuid[]) or gone.other_identity_id = any($1::uuid[]))`,
  ],
];

/** In an order that foreign keys bear. */
const erasing: readonly Erasing[] = [
  ...['public_post', 'grave_post', 'listened_post', 'found_by', 'former_voice', 'waiting_post'].map((table) =>
    gone('messages', table, 'message_id'),
  ),
  ...['answer_to_recount', 'conversation_watch', 'dismissed_answer', 'take_back', 'message_revision'].map(
    (table) => gone('messages', table, 'message_id'),
  ),
  ...[
    'participant',
    'arrival',
    'attachment',
    'invitation_claim',
    'captured_mail',
    'idempotency',
    'notice',
  ].map((table) => gone('messages', table, 'message_id')),
  ...['promise', 'action', 'match_token', 'carried_message'].map((table) =>
    gone('messages', table, 'message_id'),
  ),
  gone('messages', 'carried_message', 'origin_id'),
  [
    'messages',
    `delete from ok_request where answers_message_id = any($1::uuid[]) or message_id = any($1::uuid[]) or asking_message_id = any($1::uuid[])`,
  ],
  [
    'messages',
    `update severity_lesson set evidence = array(select unnest(evidence) except select unnest($1::uuid[])) where evidence && $1::uuid[]`,
  ],
  gone('deliveries', 'outbox', 'delivery_id'),
  gone('deliveries', 'captured_mail', 'delivery_id'),
  gone('deliveries', 'delivery', 'id'),
  ...['action', 'promise', 'handed_over', 'routing_waiting'].map((table) =>
    gone('topics', table, 'topic_id'),
  ),
  [
    'drafts',
    `delete from upload u using draft d where d.id = any($1::uuid[]) and u.agent_id = d.agent_id and u.id = any(d.upload_ids)`,
  ],
  gone('drafts', 'draft', 'id'),
  gone('quarantined', 'quarantine', 'id'),
  gone('invitations', 'invitation_claim', 'invitation_id'),
  gone('invitations', 'proof_request', 'invitation_id'),
  [
    'identities',
    `delete from proof_request where identity_id = any($1::uuid[]) or other_identity_id = any($1::uuid[])`,
  ],
  [
    'identities',
    `delete from evidence_waiting where identity_id = any($1::uuid[]) or other_identity_id = any($1::uuid[])`,
  ],
  [
    'identities',
    `delete from suggestion where a_identity_id = any($1::uuid[]) or b_identity_id = any($1::uuid[])`,
  ],
  [
    'identities',
    `delete from import_fact using fact where import_fact.fact_id = fact.id and fact.identity_id = any($1::uuid[])`,
  ],
  ...[
    'invitation',
    'invitation_claim',
    'fact',
    'identity_name',
    'channel_photo',
    'public_profile',
    'known_to_weigh',
  ].map((table) => gone('identities', table, 'identity_id')),
  ...[
    'import_identity',
    'written_to',
    'thread_follow',
    'thread_tag',
    'participant',
    'match_token',
    'action',
  ].map((table) => gone('identities', table, 'identity_id')),
  gone('messages', 'acknowledgement_waiting', 'message_id'),
  gone('messages', 'acknowledged', 'message_id'),
  gone('identities', 'acknowledged', 'identity_id'),
  gone('identities', 'notice', 'anchor_identity_id'),
  gone('identities', 'promise', 'anchor_identity_id'),
  gone('identities', 'grave_post', 'author_identity_id'),
  gone('messages', 'message', 'id'),
  gone('topics', 'topic', 'id'),
  gone('persons', 'thread_row', 'person_id'),
  gone('identities', 'link', 'identity_id'),
  [
    'persons',
    `delete from bulk_item b where b.person_id = any($1::uuid[]) and not exists (select from link l where l.person_id = b.person_id)`,
  ],
  [
    'persons',
    `delete from thread t where t.person_id = any($1::uuid[]) and not exists (select from link l where l.person_id = t.person_id)`,
  ],
  [
    'persons',
    `delete from person p where p.id = any($1::uuid[]) and not exists (select from link l where l.person_id = p.id)`,
  ],
];

/** Changes of links name identities for ever: those that named nobody else go, the others forget whom and by which words. */
const changesOfLinks: readonly Erasing[] = [
  [
    'identities',
    `update link_change set identity_ids = array(select id from unnest(identity_ids) named(id) where id <> all($1::uuid[])),
       evidence = jsonb_strip_nulls(jsonb_build_object('kind', evidence -> 'kind')), reason = null
     where identity_ids && $1::uuid[]`,
  ],
  [
    'identities',
    `delete from import_change i using link_change c where c.id = i.change_id and c.identity_ids = '{}' and $1::uuid[] is not null`,
  ],
  [
    'identities',
    `delete from link_change c where c.identity_ids = '{}' and $1::uuid[] is not null
       and not exists (select from link l where l.change_id = c.id or l.withdrawn_change_id = c.id)`,
  ],
];

/** An address whose parts are other people's stays as an address of nobody; all others are gone. */
const identitiesThemselves: readonly Erasing[] = [
  [
    'identities',
    `update identity set name = null, name_at = null, name_proven = false, name_group_id = null, handle = null, handle_at = null where id = any($1::uuid[])`,
  ],
  [
    'identities',
    `delete from identity i where i.id = any($1::uuid[])
       and not exists (select from identity part where part.part_of = i.id and part.id <> all($1::uuid[]))
       and not exists (select from message m where m.author_identity_id = i.id)`,
  ],
];

export const eraseRows = async (db: Queryable, found: Found): Promise<void> => {
  for (const [of, sql] of [...lettingGo, ...erasing, ...changesOfLinks, ...identitiesThemselves])
    if (found[of].length > 0) await db.query(sql, [found[of]]);
};

/** The keys themselves, once their hashes are kept. */
export const eraseKeys = async (db: Queryable, { messages, quarantined }: Found): Promise<void> => {
  await db.query(erasingKeys, [messages, quarantined]);
};

const erasingKeys = `
with keys as materialized (
  select channel, external_id from ledger where message_id = any($1::uuid[])
  union select channel, external_id from ledger_copy where message_id = any($1::uuid[])
  union select channel, external_id from quarantine where id = any($2::uuid[])
), names as (
  delete from post_name n using keys k where n.channel = k.channel and n.first_external_id = k.external_id returning n.channel, n.external_id
), edits as (
  delete from edit_waiting e using (select * from keys union select * from names) k
  where e.channel = k.channel and e.external_id = k.external_id
), deleted as (
  delete from left_on_bus b using (select * from keys union select * from names) k
  where b.channel = k.channel and b.external_id = k.external_id
), copies as (
  delete from ledger_copy c using keys k where c.channel = k.channel and c.external_id = k.external_id
)
delete from ledger l using keys k where l.channel = k.channel and l.external_id = k.external_id`;
