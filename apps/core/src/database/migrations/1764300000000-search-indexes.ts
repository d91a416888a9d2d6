import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Threads by words of their subject, and those in which somebody spoke in public. */
export class SearchIndexes1764300000000 implements MigrationInterface {
  name = 'SearchIndexes1764300000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await this.down(runner);
    await runner.query(
      'create index concurrently thread_row_subject on thread_row using gin (subject gin_trgm_ops)',
    );
    await runner.query(
      `create index concurrently message_public on message (anchor_identity_id, account_group_id)
       where audience = 'public'`,
    );
  }

  /** Also what a run that was broken off has left, which is of no use. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists thread_row_subject');
    await runner.query('drop index concurrently if exists message_public');
  }
}
