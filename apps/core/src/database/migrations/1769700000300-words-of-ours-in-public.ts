import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What we said in public by an account: each asks every half hour whether it still stands there. */
export class WordsOfOursInPublic1769700000300 implements MigrationInterface {
  name = 'WordsOfOursInPublic1769700000300';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // One that was broken off is not usable, and stands in its own way.
    await runner.query('drop index concurrently if exists message_said');
    await runner.query(
      `create index concurrently message_said on message (account_id, id) where audience = 'public' and direction = 'outbound'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists message_said');
  }
}
