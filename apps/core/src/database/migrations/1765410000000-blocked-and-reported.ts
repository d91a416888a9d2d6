import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who blocked an address, and what an agent says a quarantined message is. */
export class BlockedAndReported1765410000000 implements MigrationInterface {
  name = 'BlockedAndReported1765410000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table identity add column if not exists blocked_by uuid references agent');
    await runner.query(
      `alter table quarantine add column if not exists reported_as text check (reported_as in ('spam', 'phishing')),
         add column if not exists reported_by uuid references agent, add column if not exists reported_at timestamptz`,
    );
    // Asked for every batch that comes in: it holds the blocked alone, so that asking costs next to nothing.
    await runner.query('drop index concurrently if exists identity_blocked');
    await runner.query('create index concurrently identity_blocked on identity (kind, key) where blocked');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists identity_blocked');
    await runner.query('alter table identity drop column if exists blocked_by');
    await runner.query(
      `alter table quarantine drop column if exists reported_as, drop column if exists reported_by,
         drop column if exists reported_at`,
    );
  }
}
