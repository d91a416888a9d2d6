import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Promises of which their owner was not told yet that they come near. */
export class PromisesSoon1769700000571 implements MigrationInterface {
  name = 'PromisesSoon1769700000571';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create index concurrently if not exists promise_soon on promise (due_at)
       where state = 'open' and told_soon_at is distinct from due_at`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists promise_soon');
  }
}
