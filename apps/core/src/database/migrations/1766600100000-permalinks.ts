import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where a public message stands for everybody to see. */
export class Permalinks1766600100000 implements MigrationInterface {
  name = 'Permalinks1766600100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message add column permalink text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message drop column permalink');
  }
}
