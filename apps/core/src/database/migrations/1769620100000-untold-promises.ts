import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the lists have not been told of yet: whoever looks every other second passes over what is due later, and over what is late. */
export class UntoldPromises1769620100000 implements MigrationInterface {
  name = 'UntoldPromises1769620100000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index concurrently if not exists promise_untold on promise (due_at, id)
       where state = 'open' and told_due_at is distinct from due_at`,
    );
    await runner.query('drop index concurrently if exists promise_due');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index concurrently if not exists promise_due on promise (due_at) where state = 'open'`,
    );
    await runner.query('drop index concurrently if exists promise_untold');
  }
}
