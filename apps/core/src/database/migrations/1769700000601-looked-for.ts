import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an agent had an answer looked for of which nobody knows whether it arrived; see docs/decisions/0087-looked-for-and-sent-again.md. */
export class LookedFor1769700000601 implements MigrationInterface {
  name = 'LookedFor1769700000601';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery add column looked_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery drop column looked_at');
  }
}
