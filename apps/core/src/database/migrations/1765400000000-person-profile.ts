import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = {
  /** Housekeeping asks of every blob that it would delete whether a photo still shows it. */
  fact_photo: 'fact (photo_sha256) where photo_sha256 is not null',
  /** People are found by a name that an agent gave them. */
  fact_name: `fact using gin (value gin_trgm_ops) where field = 'name'`,
};

/** A fact knows the account group in which it was learnt, and a photo is a fact that names a blob. */
export class PersonProfile1765400000000 implements MigrationInterface {
  name = 'PersonProfile1765400000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // Without a group, as all facts were before: whoever sees the identity sees them.
    await runner.query(
      `alter table fact add column if not exists account_group_id uuid,
         add column if not exists photo_sha256 text references blob`,
    );
    for (const [name, on] of Object.entries(indexes)) {
      // What a run that was broken off has left is of no use.
      await runner.query(`drop index concurrently if exists ${name}`);
      await runner.query(`create index concurrently ${name} on ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(indexes)) await runner.query(`drop index concurrently if exists ${name}`);
    await runner.query(
      'alter table fact drop column if exists account_group_id, drop column if exists photo_sha256',
    );
  }
}
