import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which change, as the audit names it, an agent stated a fact: an undo names that. Without a reference, as the audit has none. */
export class ChangesOfFacts1769700000373 implements MigrationInterface {
  name = 'ChangesOfFacts1769700000373';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table fact add column change_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table fact drop column change_id');
  }
}
