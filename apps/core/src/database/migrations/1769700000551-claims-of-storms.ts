import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of the actions that say who has a storm the last one counts. */
export class ClaimsOfStorms1769700000551 implements MigrationInterface {
  name = 'ClaimsOfStorms1769700000551';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // One that was broken off is not usable, and stands in its own way.
    await runner.query('drop index concurrently if exists action_storm_claim');
    await runner.query(
      `create index concurrently action_storm_claim on action ((data ->> 'stormId'), at desc, id desc) where kind = 'storm-claim'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists action_storm_claim');
  }
}
