import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The list of mail that stands in nobody's thread, by class and time. */
export class AutomaticMail1764200000000 implements MigrationInterface {
  name = 'AutomaticMail1764200000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await this.down(runner);
    await runner.query(
      `create index concurrently message_automatic on message (class, sort_at, id)
       where topic_id is null and direction <> 'note'
         and (class not in ('bounce', 'complaint') or marks @> '[{"code": "report-unverified"}]')`,
    );
  }

  /** Also what a run that was broken off has left, which is of no use. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists message_automatic');
  }
}
