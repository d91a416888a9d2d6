import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What agents said of how severe a storm is: the newest word counts. */
export class SeverityActions1767000100000 implements MigrationInterface {
  name = 'SeverityActions1767000100000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index concurrently if not exists action_severity on action ((data ->> 'stormId'), at desc, id desc)
       where kind = 'severity'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists action_severity');
  }
}
