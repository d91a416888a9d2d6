import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a mail is in other account groups is found from its first message. */
export class CopiesIndex1766200100000 implements MigrationInterface {
  name = 'CopiesIndex1766200100000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What a run that was broken off has left is of no use.
    await runner.query('drop index concurrently if exists message_copies');
    await runner.query(
      'create index concurrently message_copies on message (copy_of, id) where copy_of is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists message_copies');
  }
}
