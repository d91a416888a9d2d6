import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the owner of an address said by its one-time link that this was not them; the link is over then. */
export class ProofDenied1766500000000 implements MigrationInterface {
  name = 'ProofDenied1766500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table proof_request add column denied_at timestamptz check (denied_at is null or used_at is null)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table proof_request drop column denied_at');
  }
}
