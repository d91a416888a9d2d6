import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of what came by channels that are seldom used; a row that knows mail alone is not in it and costs nothing. */
export class ChannelsOfRows1769700000540 implements MigrationInterface {
  name = 'ChannelsOfRows1769700000540';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      "create index concurrently if not exists thread_row_channels on thread_row using gin (channels) where channels <> '{email}'",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists thread_row_channels');
  }
}
