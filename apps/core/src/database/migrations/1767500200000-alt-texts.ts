import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was said of a picture when it went out; null where nothing was, or somebody else's picture came in. */
export class AltTexts1767500200000 implements MigrationInterface {
  name = 'AltTexts1767500200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table attachment add column alt text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table attachment drop column if exists alt');
  }
}
