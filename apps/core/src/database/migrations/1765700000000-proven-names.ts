import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What somebody says of themselves counts by whether it was proven that they said it. */
export class ProvenNames1765700000000 implements MigrationInterface {
  name = 'ProvenNames1765700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Whether the name was said in a proven message; then only a proven one replaces it.
alter table identity add column name_proven boolean not null default false;
alter table identity_name add column proven boolean not null default false;
-- Said by an author of whom it is not proven that they wrote.
alter table fact add column claimed boolean not null default false`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table identity drop column name_proven;
alter table identity_name drop column proven;
alter table fact drop column claimed`);
  }
}
