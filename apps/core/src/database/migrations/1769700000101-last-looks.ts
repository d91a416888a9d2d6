import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the figures of a post were last looked at and found as they were. */
export class LastLooks1769700000101 implements MigrationInterface {
  name = 'LastLooks1769700000101';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table public_post add column looked_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table public_post drop column if exists looked_at');
  }
}
