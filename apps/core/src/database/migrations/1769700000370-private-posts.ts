import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was said in private as a post, which has no subject: whether it still stands there is asked every half hour. */
export class PrivatePosts1769700000370 implements MigrationInterface {
  name = 'PrivatePosts1769700000370';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // One that was broken off is not usable, and stands in its own way.
    await runner.query('drop index concurrently if exists message_private_posts');
    await runner.query(
      `create index concurrently message_private_posts on message (account_id, id) where audience = 'private' and subject is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists message_private_posts');
  }
}
