import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = {
  session_ends: 'session (expires_at)',
  sign_in_failure_at: 'sign_in_failure (at)',
  sign_in_failure_address: 'sign_in_failure (address, at)',
  idempotency_at: 'idempotency (at)',
  outbox_done: 'outbox (done_at) where done_at is not null',
  upload_at: 'upload (at)',
  upload_blob: 'upload (sha256)',
  blob_upload_only: 'blob (stored_at) where upload_only',
  quarantine_discarded: `quarantine (id) where state = 'discarded' and raw_sha256 is not null`,
  quarantine_blob: 'quarantine (raw_sha256)',
};

/** What housekeeping looks for, and which blobs are held by uploads alone. */
export class Housekeeping1764600000000 implements MigrationInterface {
  name = 'Housekeeping1764600000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table blob add column if not exists upload_only boolean not null default false',
    );
    for (const [name, on] of Object.entries(indexes)) {
      // What a run that was broken off has left is of no use.
      await runner.query(`drop index concurrently if exists ${name}`);
      await runner.query(`create index concurrently ${name} on ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(indexes)) await runner.query(`drop index concurrently if exists ${name}`);
    await runner.query('alter table blob drop column if exists upload_only');
  }
}
