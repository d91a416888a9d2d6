import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People are found by the handle that they are shown with, with or without its `@`. */
export class Handles1767100100000 implements MigrationInterface {
  name = 'Handles1767100100000';
  /** Concurrently, so that posts are taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What a run that was broken off has left is of no use.
    await runner.query('drop index concurrently if exists identity_handle');
    await runner.query(
      `create index concurrently identity_handle on identity using gin (('@' || handle) gin_trgm_ops) where handle is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists identity_handle');
  }
}
