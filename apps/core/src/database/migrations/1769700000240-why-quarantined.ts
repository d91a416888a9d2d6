import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a message is held back, for other languages. */
export class WhyQuarantined1769700000240 implements MigrationInterface {
  name = 'WhyQuarantined1769700000240';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table quarantine add column why jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table quarantine drop column why');
  }
}
