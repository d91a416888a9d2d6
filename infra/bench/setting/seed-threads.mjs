import { sql } from './databases.mjs';

/** Fills a migrated database with persons who wrote `messagesEach` times, as ingest would have left them. */
export async function seedThreads(databaseUrl, { persons, messagesEach, keyPrefix }) {
  await sql(databaseUrl, seeding(keyPrefix, persons, messagesEach));
  await sql(databaseUrl, 'analyze');
}

const seeding = (prefix, persons, messagesEach) => `
create temp table own as select a.id as account_id, a.account_group_id as group_id from account a where a.channel = 'email' limit 1;
create temp table who as select n, gen_random_uuid() as identity_id, gen_random_uuid() as person_id, gen_random_uuid() as topic_id,
  '2026-01-05 09:00Z'::timestamptz + n * interval '1 minute' as last_at from generate_series(1, ${persons}) n;
insert into identity (id, kind, key, name, name_group_id)
  select identity_id, 'mail', '${prefix}' || n || '@seed.example', 'Seed ' || n, group_id from who, own;
insert into person (id) select person_id from who;
insert into link (id, identity_id, person_id, evidence, grade, actor)
  select gen_random_uuid(), identity_id, person_id, '{}', 'proven', 'bench' from who;
insert into topic (id, anchor_identity_id, subject, subject_key, state, account_id, account_group_id, opened_at, last_at,
    waiting_since, in_at, in_seen_at, channels)
  select topic_id, identity_id, 'Order ' || n, 'order ' || n, 'open', account_id, group_id, last_at - interval '1 day', last_at,
    last_at, last_at, last_at, '{"email": 1}' from who, own;
insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id, author_identity_id,
    reply_identity_id, topic_id, audience, proof, subject, text, new_text, sort_at)
  select gen_random_uuid(), 'email', account_id, group_id, 'inbound', 'human', identity_id, identity_id, identity_id, topic_id,
    'private', 'proven', 'Order ' || n, repeat('Where is my order? ', 40), repeat('Where is my order? ', 40),
    last_at - (m - 1) * interval '1 minute' from who, own, generate_series(1, ${messagesEach}) m;
insert into arrival (id, message_id, account_id, via)
  select gen_random_uuid(), m.id, m.account_id, 'imap' from message m join who on who.identity_id = m.anchor_identity_id;
insert into thread (person_id, name) select person_id, 'Seed ' || n from who;
insert into thread_row (person_id, account_group_id, state, subject, preview, preview_direction, channels, last_at,
    waiting_since, unread, open_topics)
  select person_id, group_id, 'open', 'Order ' || n, 'Where is my order?', 'inbound', '{email}', last_at, last_at, true, 1
  from who, own;`;
