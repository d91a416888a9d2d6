import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a delivery is as it is, in codes that other languages have words for; beside `detail`, which says it in English. */
export class DeliveryWhy1768300000000 implements MigrationInterface {
  name = 'DeliveryWhy1768300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery add column why jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery drop column if exists why');
  }
}
