import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a network calls a picture, and what an edit that waits for its message says of pictures (docs/decisions/0094-pictures-of-edits.md). */
export class EditedPictures1769700000520 implements MigrationInterface {
  name = 'EditedPictures1769700000520';

  async up(runner: QueryRunner): Promise<void> {
    // Null for what came before: it is known again by its bytes alone.
    await runner.query('alter table attachment add column source text');
    // Null: its connector does not say.
    await runner.query('alter table edit_waiting add column shows jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table edit_waiting drop column if exists shows');
    await runner.query('alter table attachment drop column if exists source');
  }
}
