import type { MigrationInterface, QueryRunner } from 'typeorm';

/** People are found by what a field of theirs says, such as a customer number. */
export class FactValues1766000100000 implements MigrationInterface {
  name = 'FactValues1766000100000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What a run that was broken off has left is of no use.
    await runner.query('drop index concurrently if exists fact_value');
    await runner.query(
      `create index concurrently fact_value on fact using gin (value gin_trgm_ops) where field <> 'name' and field <> 'photo'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists fact_value');
  }
}
