import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which account of ours an answer leaves at its time, as it was when it was scheduled (docs/decisions/0072-which-account-answers.md). */
export class AccountsOfScheduled1769700000310 implements MigrationInterface {
  name = 'AccountsOfScheduled1769700000310';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table draft add column account_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table draft drop column if exists account_id');
  }
}
