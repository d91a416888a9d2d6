import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- What may be something to tell agents; taken by the worker after its commit.
create table notice_waiting (kind text not null, source_id uuid not null);

create table notice (
  id uuid primary key,
  agent_id uuid not null references agent,
  kind text not null check (kind in ('assigned', 'mentioned', 'news', 'promise', 'failed', 'ok')),
  account_group_id uuid not null,
  -- In whose thread it stands, through merges and splits.
  anchor_identity_id uuid not null,
  what text,
  -- The message, action, promise or request that it tells of.
  source_id uuid not null,
  message_id uuid,
  by_agent_id uuid references agent,
  count integer not null default 1,
  at timestamptz not null default clock_timestamp(),
  read_at timestamptz
);
create index notice_of_agent on notice (agent_id, at desc, id desc);
create index notice_unread on notice (agent_id) where read_at is null;
create index notice_at on notice (at);
-- News of one thread come together until they are read.
create unique index notice_news on notice (agent_id, anchor_identity_id, account_group_id) where kind = 'news' and read_at is null;

-- Which threads an agent follows, or does not although they are theirs, by the addresses that stood in them.
create table thread_follow (
  agent_id uuid not null references agent,
  identity_id uuid not null,
  following boolean not null,
  at timestamptz not null default clock_timestamp(),
  primary key (agent_id, identity_id)
);
create index thread_follow_identity on thread_follow (identity_id);

alter table agent add column notice_choices jsonb;
-- Whom a note names, and what stands in its text behind the @.
alter table message add column mentions jsonb;
-- For which due time its owner was told that it comes near.
alter table promise add column told_soon_at timestamptz;
update promise set told_soon_at = due_at where due_at < now() + interval '1 hour'`;

/** What each agent is told of (docs/decisions/0105-mentions-give-no-access.md, 0106-notices.md). */
export class Notices1769700000570 implements MigrationInterface {
  name = 'Notices1769700000570';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table promise drop column told_soon_at;
      alter table message drop column mentions;
      alter table agent drop column notice_choices;
      drop table thread_follow;
      drop table notice;
      drop table notice_waiting`);
  }
}
