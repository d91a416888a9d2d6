import type { MigrationInterface, QueryRunner } from 'typeorm';

/** While scheduled public answers wait (docs/decisions/0083-public-answers-are-paused.md). */
export class PublicPauses1769700000600 implements MigrationInterface {
  name = 'PublicPauses1769700000600';

  async up(runner: QueryRunner): Promise<void> {
    // Each change of it; the newest counts. Those before say how long an answer was paused.
    await runner.query(`
      create table public_pause (
        id uuid primary key,
        agent_id uuid not null references agent,
        at timestamptz not null default clock_timestamp(),
        paused boolean not null,
        -- Null: until somebody lets them leave again.
        until timestamptz check (until is null or paused),
        undoes uuid
      );
      create index public_pause_at on public_pause (at desc, id desc)`);
    // Of what is scheduled: whether everybody will read it.
    await runner.query('alter table draft add column in_public boolean not null default false');
    await runner.query(`
      update draft d set in_public = true from message m
      where d.state = 'scheduled' and m.id = (d.reply ->> 'answersMessageId')::uuid and m.audience = 'public'
        and d.reply ->> 'readers' is distinct from 'author'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table draft drop column in_public');
    await runner.query('drop table public_pause');
  }
}
