import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What becomes of the words that a removed account heard. */
export class WordsOfRemovedAccounts1769700000000 implements MigrationInterface {
  name = 'WordsOfRemovedAccounts1769700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table account
  -- From when on they are erased; null: they stay.
  add column erase_words_at timestamptz,
  add column words_erased_at timestamptz`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account drop column erase_words_at, drop column words_erased_at');
  }
}
