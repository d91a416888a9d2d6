import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest tokens of a mailbox that signs in at a provider, sealed to their connector. */
export class KeptGrants1764700000000 implements MigrationInterface {
  name = 'KeptGrants1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account add column kept_grant jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table account drop column kept_grant');
  }
}
