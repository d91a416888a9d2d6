import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A code beside the password: its secret, and what opens the door without the device that has it. And a name for each session. */
export class SecondStep1769700000030 implements MigrationInterface {
  name = 'SecondStep1769700000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(steps);
    await runner.query(codes);
    await runner.query('alter table session add column id uuid not null default gen_random_uuid() unique');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table session drop column if exists id');
    await runner.query('drop table if exists recovery_code');
    await runner.query('drop table if exists second_step');
  }
}

const steps = `
create table second_step (
  agent_id uuid primary key references agent,
  sealed_secret bytea not null,
  -- Null: it was shown, and no code of it was typed yet.
  confirmed_at timestamptz,
  -- The half minute whose code was taken last: each opens the door once.
  last_taken bigint not null default 0,
  wrong int not null default 0,
  wrong_since timestamptz
)`;

const codes = `
create table recovery_code (
  agent_id uuid not null references agent,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (agent_id, code_hash)
)`;
