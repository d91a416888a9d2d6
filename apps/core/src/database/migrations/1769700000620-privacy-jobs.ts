import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The file of an export is named by no column that a backup reads: it is gone within a day, and made again when it is needed. */
const tables = `
create table privacy_job (
  id uuid primary key,
  kind text not null check (kind in ('export', 'erase')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed')),
  person_id uuid not null,
  agent_id uuid not null references agent,
  -- What the agent saw when it was asked for.
  account_group_ids uuid[] not null,
  partial boolean not null default false,
  asked_at timestamptz not null default clock_timestamp(),
  -- When its worker last said that it is at it.
  beat_at timestamptz,
  ended_at timestamptz,
  done integer not null default 0,
  total integer,
  report jsonb not null default '[]',
  problem text,
  -- What is still to be done outside of this database; emptied at the end.
  work jsonb,
  file text,
  bytes bigint,
  expires_at timestamptz,
  link_hash bytea,
  link_expires_at timestamptz,
  check ((kind = 'export') or file is null)
);
create index privacy_job_asked on privacy_job (asked_at desc, id desc);
create index privacy_job_open on privacy_job (asked_at) where state in ('waiting', 'running');
create index privacy_job_file on privacy_job (expires_at) where file is not null`;

/** See docs/decisions/0110-exports-of-a-person.md. */
export class PrivacyJobs1769700000620 implements MigrationInterface {
  name = 'PrivacyJobs1769700000620';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table privacy_job');
  }
}
