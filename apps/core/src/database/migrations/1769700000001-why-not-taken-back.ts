import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why what we said could not be taken back, for other languages. */
export class WhyNotTakenBack1769700000001 implements MigrationInterface {
  name = 'WhyNotTakenBack1769700000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table take_back add column why jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table take_back drop column why');
  }
}
