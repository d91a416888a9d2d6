import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A handle is one account's at a time: whoever else bore it is found by it. Made beside whatever is being written, which needs no transaction. */
export class HandlesByThemselves1769700000596 implements MigrationInterface {
  name = 'HandlesByThemselves1769700000596';
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists identity_handle_alone');
    await runner.query(
      'create index concurrently identity_handle_alone on identity (kind, lower(handle)) where handle is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists identity_handle_alone');
  }
}
