import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A post may be settled on the board and wait again: of its actions the last one counts. */
export class SettledPosts1769700000201 implements MigrationInterface {
  name = 'SettledPosts1769700000201';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // One that was broken off is not usable, and stands in its own way.
    await runner.query('drop index concurrently if exists action_settled');
    await runner.query(
      `create index concurrently action_settled on action (message_id, at desc, id desc) where kind in ('settled', 'waits-again')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists action_settled');
  }
}
