import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an account did when that was last told to those who look on, so that a change is told once. */
export class ToldHealth1764400000000 implements MigrationInterface {
  name = 'ToldHealth1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account add column told_state text, add column told_reason text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account drop column told_state, drop column told_reason');
  }
}
