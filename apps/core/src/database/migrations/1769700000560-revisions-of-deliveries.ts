import type { MigrationInterface, QueryRunner } from 'typeorm';

/** To which words of its author an answer was written that has not left (docs/decisions/0103-edited-while-an-answer-waited.md). */
export class RevisionsOfDeliveries1769700000560 implements MigrationInterface {
  name = 'RevisionsOfDeliveries1769700000560';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery add column answered_revision int');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery drop column answered_revision');
  }
}
