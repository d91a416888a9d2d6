import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
create table bulk_job (
  id uuid primary key,
  agent_id uuid not null references agent,
  -- One order has one key: given twice, it is done once.
  key text not null,
  request_hash text not null,
  action jsonb not null,
  undoes_id uuid unique references bulk_job on delete cascade,
  state text not null default 'running' check (state in ('running', 'done', 'stopped')),
  asked_at timestamptz not null default clock_timestamp(),
  stepped_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  unique (agent_id, key)
);
create index bulk_job_running on bulk_job (stepped_at) where state = 'running';
create index bulk_job_asked on bulk_job (asked_at);

create table bulk_item (
  job_id uuid not null references bulk_job on delete cascade,
  n integer not null,
  person_id uuid not null,
  -- Null: it is to be done.
  outcome text check (outcome in ('changed', 'same', 'left', 'unseen')),
  why text,
  change_id uuid,
  -- What an undo of it needs beside the change.
  settled uuid[] not null default '{}',
  primary key (job_id, n)
);
create index bulk_item_to_do on bulk_item (job_id, n) where outcome is null`;

/** See docs/decisions/0113-done-together.md. */
export class BulkJobs1769700000640 implements MigrationInterface {
  name = 'BulkJobs1769700000640';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table bulk_item, bulk_job');
  }
}
