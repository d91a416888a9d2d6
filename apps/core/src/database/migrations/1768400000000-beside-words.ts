import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an answer of the account may carry beside its words, as its connector says; none until it says so. */
export class BesideWords1768400000000 implements MigrationInterface {
  name = 'BesideWords1768400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table account add column beside_words jsonb not null default '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account drop column if exists beside_words');
  }
}
