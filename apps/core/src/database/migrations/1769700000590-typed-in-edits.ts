import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What of an edit that waits for its message its author typed (docs/decisions/0108-what-its-author-typed.md). */
export class TypedInEdits1769700000590 implements MigrationInterface {
  name = 'TypedInEdits1769700000590';

  async up(runner: QueryRunner): Promise<void> {
    // Null: all of it, as far as core can tell.
    await runner.query('alter table edit_waiting add column typed_text text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table edit_waiting drop column if exists typed_text');
  }
}
