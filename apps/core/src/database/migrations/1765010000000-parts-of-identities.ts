import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One human being behind an address that several share (docs/decisions/0013-parts-of-shared-addresses.md). */
export class PartsOfIdentities1765010000000 implements MigrationInterface {
  name = 'PartsOfIdentities1765010000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table identity add column part_of uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table identity drop column part_of');
  }
}
