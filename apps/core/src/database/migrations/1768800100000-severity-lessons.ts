import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- What agents' corrections of severity teach: a projection of them, but for what an admin said of a line.
create table if not exists severity_lesson (
  id uuid primary key default gen_random_uuid(),
  account_group_id uuid not null,
  phrase text not null,
  direction text not null check (direction in ('up', 'down')),
  -- Of so many posts with the phrase that agents saw to, so many were corrected this way, from these levels.
  times int not null,
  seen int not null,
  from_levels int[] not null,
  -- The actions 'severity' that it follows from.
  evidence uuid[] not null,
  -- 'grave': it lowers what speaks of harm, law or press, too.
  state text not null default 'learnt' check (state in ('learnt', 'forgotten', 'grave')),
  decided_by uuid references agent,
  decided_at timestamptz,
  learnt_at timestamptz not null default now(),
  unique (account_group_id, phrase, direction)
);
alter table workspace add column if not exists learns_severity boolean not null default true`;

/** What is learnt from corrections (docs/decisions/0047-learnt-from-corrections.md). */
export class SeverityLessons1768800100000 implements MigrationInterface {
  name = 'SeverityLessons1768800100000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(
      'create index concurrently if not exists storm_corrected on storm (account_group_id) where corrected_level is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists storm_corrected');
    await runner.query(
      'drop table if exists severity_lesson; alter table workspace drop column if exists learns_severity',
    );
  }
}
