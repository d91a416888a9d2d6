import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By what a network called it, what we said is known again when it is read there. */
export class NamesOfDeliveries1769660000000 implements MigrationInterface {
  name = 'NamesOfDeliveries1769660000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create index delivery_named on delivery (account_id, external_id) where external_id is not null;
      create index delivery_parts_named on delivery using gin (external_ids) where external_ids is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index delivery_named, delivery_parts_named');
  }
}
