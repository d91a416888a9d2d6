import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A message may be given to one part of its address and later to another: of its moves the last one counts. */
export class MovedAction1766000000000 implements MigrationInterface {
  name = 'MovedAction1766000000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index concurrently if not exists action_moved on action (message_id, at desc, id desc) where kind = 'moved'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists action_moved');
  }
}
