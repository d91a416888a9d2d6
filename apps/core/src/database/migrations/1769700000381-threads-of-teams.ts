import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Topics and rows say whose team's they are (docs/decisions/0081-handed-to-a-team.md). */
export class ThreadsOfTeams1769700000381 implements MigrationInterface {
  name = 'ThreadsOfTeams1769700000381';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table topic add column team_id uuid');
    await runner.query(
      "alter table thread_row add column team_id uuid, add column team_ids uuid[] not null default '{}'",
    );
    await runner.query(
      "create index thread_row_teams on thread_row using gin (team_ids) where team_ids <> '{}'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table thread_row drop column team_id, drop column team_ids');
    await runner.query('alter table topic drop column team_id');
  }
}
