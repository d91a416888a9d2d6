import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a post of the account may hold, as the place of the account says; null: it has not said so. */
export class AccountLimits1768100000000 implements MigrationInterface {
  name = 'AccountLimits1768100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account add column limits jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account drop column if exists limits');
  }
}
