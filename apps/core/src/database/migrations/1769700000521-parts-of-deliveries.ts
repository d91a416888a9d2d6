import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The posts that a long answer became (docs/decisions/0096-posted-as-several.md). */
export class PartsOfDeliveries1769700000521 implements MigrationInterface {
  name = 'PartsOfDeliveries1769700000521';

  async up(runner: QueryRunner): Promise<void> {
    // In their order: text, and once they stand there id and permalink; gone where they do not any more. Null: it is one.
    await runner.query('alter table delivery add column parts jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table delivery drop column if exists parts');
  }
}
