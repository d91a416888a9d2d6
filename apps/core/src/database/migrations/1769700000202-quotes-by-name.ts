import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who quotes a post in public, by the name of what is quoted: the daily look at removed posts asks it of each of them. */
export class QuotesByName1769700000202 implements MigrationInterface {
  name = 'QuotesByName1769700000202';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // One that was broken off is not usable, and stands in its own way.
    await runner.query('drop index concurrently if exists message_quotes');
    await runner.query(
      `create index concurrently message_quotes on message ((reference_ids[cardinality(reference_ids)]))
       where audience = 'public' and direction = 'inbound' and quoted_text is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists message_quotes');
  }
}
