import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = {
  attachment_blob: 'attachment (sha256)',
  captured_mail_blob: 'captured_mail (raw_sha256)',
};

/** Housekeeping asks of every blob that it would delete whether one of these still names it. */
export class BlobHolders1764900000000 implements MigrationInterface {
  name = 'BlobHolders1764900000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(indexes)) {
      // What a run that was broken off has left is of no use.
      await runner.query(`drop index concurrently if exists ${name}`);
      await runner.query(`create index concurrently ${name} on ${on}`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(indexes)) await runner.query(`drop index concurrently if exists ${name}`);
  }
}
