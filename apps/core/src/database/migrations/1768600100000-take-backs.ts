import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What we want deleted where it stands is asked for until it is (docs/decisions/0033-what-we-said-in-public-is-taken-back.md). */
export class TakeBacks1768600100000 implements MigrationInterface {
  name = 'TakeBacks1768600100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table take_back (
  message_id uuid primary key,
  -- Who wants it.
  agent_id uuid not null,
  asked_at timestamptz not null default now(),
  attempts int not null default 0,
  -- When to ask again; whoever asks moves it on first.
  next_at timestamptz not null,
  -- The other side's own words of the last asking.
  said text,
  refused boolean not null default false
);
create index take_back_due on take_back (next_at) where not refused`);
  }

  /** What waits then is deleted when somebody asks again. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table take_back');
  }
}
