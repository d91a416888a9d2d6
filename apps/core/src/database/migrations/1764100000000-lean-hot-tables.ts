import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What ingest writes by the thousand costs as little as it can: no foreign key is checked per row (one transaction makes a
 * message with all that it names, under locks; nothing of it is ever deleted alone), live events are written once, with
 * their number, and a topic remembers its channels.
 */
export class LeanHotTables1764100000000 implements MigrationInterface {
  name = 'LeanHotTables1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [references, topics, live]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const references = `
alter table message
  drop constraint message_anchor_identity_id_fkey, drop constraint message_author_identity_id_fkey,
  drop constraint message_reply_identity_id_fkey, drop constraint message_topic_id_fkey,
  drop constraint message_answers_message_id_fkey;
alter table arrival drop constraint arrival_message_id_fkey;
alter table participant drop constraint participant_message_id_fkey, drop constraint participant_identity_id_fkey;
alter table action drop constraint action_topic_id_fkey, drop constraint action_message_id_fkey;
alter table topic drop constraint topic_anchor_identity_id_fkey;

-- Room for the next version of a row on its own page, so that a newer time does not touch every index.
alter table identity set (fillfactor = 60);
alter table thread set (fillfactor = 70);

drop index action_identity_id_at_idx;
create index action_identity on action (identity_id, at) where identity_id is not null;
-- When an agent answered somebody last.
create index message_agent on message (anchor_identity_id, account_group_id, ingested_at)
  where author_agent_id is not null and direction = 'outbound';
`;

const topics = `
-- Channels of its human words, each with the time of the newest in microseconds since 1970.
alter table topic add column channels jsonb not null default '{}';
update topic t set channels = used.channels
from (select topic_id, jsonb_object_agg(channel, at) as channels from (
    select topic_id, channel, (extract(epoch from max(sort_at)) * 1000000)::bigint as at
    from message where topic_id is not null and class = 'human' and direction <> 'note' group by 1, 2) each
  group by topic_id) used
where used.topic_id = t.id;
`;

const live = `
-- Written in the transaction of the change, all changes of it in one row; the sequencer moves them to live_event after commit.
create table live_waiting (
  id uuid primary key,
  changes jsonb not null,
  at timestamptz not null default now()
);
update live_event set number = nextval('live_event_number') where number is null;
drop index live_event_waiting, live_event_at_idx;
alter table live_event drop constraint live_event_number_key, drop column id, add primary key (number);
create index live_event_at on live_event using brin (at);
`;
