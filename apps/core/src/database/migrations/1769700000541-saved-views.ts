import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Views under names of their own (docs/decisions/0100-saved-views.md). */
export class SavedViews1769700000541 implements MigrationInterface {
  name = 'SavedViews1769700000541';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table saved_view (
        id uuid primary key,
        name text not null,
        scope text not null check (scope in ('own', 'team', 'all')),
        agent_id uuid not null references agent (id),
        team_id uuid references team (id) check ((team_id is not null) = (scope = 'team')),
        view text not null,
        filter jsonb not null,
        place double precision not null,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        removed_at timestamptz
      )`);
    await runner.query('create index saved_view_own on saved_view (agent_id) where removed_at is null');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists saved_view');
  }
}
