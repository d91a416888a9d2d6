import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links that were mailed behind a direct message are found by the link that proved the public account, also when that one is deleted. */
export class AccountProofIndex1767800000000 implements MigrationInterface {
  name = 'AccountProofIndex1767800000000';
  /** Concurrently, so that links are mailed meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    // What a run that was broken off has left is of no use.
    await runner.query('drop index concurrently if exists proof_request_account_proof');
    await runner.query(
      `create index concurrently proof_request_account_proof on proof_request (account_proof_id) where account_proof_id is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists proof_request_account_proof');
  }
}
