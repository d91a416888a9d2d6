import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is known of an author in one account group is found there, however much stands in the others. */
export class FactsOfGroups1767200000000 implements MigrationInterface {
  name = 'FactsOfGroups1767200000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What a run that was broken off has left is of no use.
    await runner.query('drop index concurrently if exists message_private');
    await runner.query(
      `create index concurrently message_private on message (anchor_identity_id, account_group_id)
       where audience = 'private' and direction = 'inbound'`,
    );
    await runner.query('drop index concurrently if exists public_post_said');
    await runner.query(
      'create index concurrently public_post_said on public_post (author_identity_id, account_group_id, posted_at)',
    );
    await runner.query('drop index concurrently if exists public_post_author');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists public_post_author');
    await runner.query(
      'create index concurrently public_post_author on public_post (author_identity_id, posted_at)',
    );
    await runner.query('drop index concurrently if exists message_private');
    await runner.query('drop index concurrently if exists public_post_said');
  }
}
