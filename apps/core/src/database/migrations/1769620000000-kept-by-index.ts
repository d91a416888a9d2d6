import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For a word of ours that is held back: what it kept is open again, wherever that stands by now. */
export class KeptByIndex1769620000000 implements MigrationInterface {
  name = 'KeptByIndex1769620000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index promise_kept_by on promise (kept_message_id) where kept_message_id is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index promise_kept_by');
  }
}
