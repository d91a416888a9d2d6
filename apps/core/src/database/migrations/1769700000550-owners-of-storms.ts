import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has a storm, those of its voices as well that are still to come (docs/decisions/0102-a-storm-has-an-owner.md). */
export class OwnersOfStorms1769700000550 implements MigrationInterface {
  name = 'OwnersOfStorms1769700000550';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table storm add column owner_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table storm drop column if exists owner_id');
  }
}
