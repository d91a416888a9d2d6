import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail that reached several account groups is a message in each of them (docs/decisions/0021-one-message-per-group.md). */
export class CopiesOfGroups1766200000000 implements MigrationInterface {
  name = 'CopiesOfGroups1766200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(schema);
    for (const step of [finding, copyingTopics, copyingMessages, ...copyingBelongings])
      await runner.query(step);
  }

  /** Copies that were made stay: the release before sees messages like any other. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ledger_copy');
  }
}

const schema = `
-- Of what the ledger knows, one row per account group that it reached besides that of its message.
create table ledger_copy (
  channel text not null,
  external_id text not null,
  account_group_id uuid not null,
  message_id uuid not null,
  primary key (channel, external_id, account_group_id)
)`;

/** What arrived in another account group until now, with what it is going to be there: topics as they stand, all words anew. */
const finding = `
create temporary table copy on commit drop as
select distinct on (m.id, a.account_group_id) gen_random_uuid() as id, m.id as message_id, m.anchor_identity_id,
  m.topic_id as former_topic_id, a.id as account_id, a.account_group_id, r.at
from arrival r join account a on a.id = r.account_id join message m on m.id = r.message_id
where (select count(*) > 1 from account_group) and a.account_group_id <> m.account_group_id and m.direction <> 'note' and m.author_agent_id is null
order by m.id, a.account_group_id, r.at, r.id;
create temporary table copy_topic on commit drop as
select gen_random_uuid() as id, former_topic_id, anchor_identity_id, account_group_id, min(account_id::text)::uuid as account_id
from copy where former_topic_id is not null group by 2, 3, 4`;

/** Closed until a rebuild counts them. */
const copyingTopics = `
insert into topic (id, anchor_identity_id, subject, subject_key, account_id, account_group_id, opened_at, last_at, state)
select c.id, c.anchor_identity_id, t.subject, t.subject_key, c.account_id, c.account_group_id, t.opened_at, t.last_at, 'closed'
from copy_topic c join topic t on t.id = c.former_topic_id`;

const copyingMessages = `
insert into message
select (jsonb_populate_record(null::message, to_jsonb(m) || jsonb_build_object('id', c.id, 'copy_of', m.id,
  'account_id', c.account_id, 'account_group_id', c.account_group_id, 'topic_id', t.id, 'ingested_at', c.at))).*
from copy c join message m on m.id = c.message_id
left join copy_topic t on t.former_topic_id = c.former_topic_id and t.anchor_identity_id = c.anchor_identity_id
  and t.account_group_id = c.account_group_id`;

const copyingBelongings = [
  `insert into action (id, kind, topic_id, message_id, rule, at)
   select gen_random_uuid(), 'placed', m.topic_id, m.id, 'copy', c.at
   from copy c join message m on m.id = c.id where m.topic_id is not null`,
  // What was answered or closed where it came first is no new work here: no answer is carried along. What waits there waits here, too.
  `insert into action (id, kind, topic_id, rule)
   select gen_random_uuid(), 'close', c.id, 'copy'
   from copy_topic c join topic t on t.id = c.former_topic_id where t.state in ('closed', 'waiting')`,
  `insert into participant (message_id, identity_id, role)
   select c.id, p.identity_id, p.role from copy c join participant p on p.message_id = c.message_id`,
  `insert into attachment (id, message_id, position, sha256, name, media_type, inline, content_id)
   select gen_random_uuid(), c.id, a.position, a.sha256, a.name, a.media_type, a.inline, a.content_id
   from copy c join attachment a on a.message_id = c.message_id`,
  `update arrival r set message_id = c.id from copy c, account a
   where r.message_id = c.message_id and a.id = r.account_id and a.account_group_id = c.account_group_id`,
  `insert into ledger_copy (channel, external_id, account_group_id, message_id)
   select l.channel, l.external_id, c.account_group_id, c.id from copy c join ledger l on l.message_id = c.message_id
   on conflict do nothing`,
  `insert into fact (id, identity_id, field, value, source, actor, at, claimed, account_group_id)
   select gen_random_uuid(), f.identity_id, f.field, f.value, f.source, f.actor, f.at, f.claimed, c.account_group_id
   from copy c join message m on m.id = c.message_id
   join fact f on f.identity_id = m.author_identity_id and f.at = m.sort_at and f.source = m.channel and f.actor = 'author'
     and f.account_group_id = m.account_group_id`,
  `insert into words_waiting (message_id) select id from copy union select message_id from copy`,
];
