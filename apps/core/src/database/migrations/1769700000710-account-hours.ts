import type { MigrationInterface, QueryRunner } from 'typeorm';

/** See docs/decisions/0124-hours-of-accounts.md. */
export class AccountHours1769700000710 implements MigrationInterface {
  name = 'AccountHours1769700000710';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table account_hours (
        account_id uuid primary key references account (id) on delete cascade,
        -- Time zone, week and holidays; null: those of the workspace, and the version of who said so.
        hours jsonb,
        version integer not null default 1
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table account_hours');
  }
}
