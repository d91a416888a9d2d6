import type { MigrationInterface, QueryRunner } from 'typeorm';

/** See docs/decisions/0121-acknowledgements.md. */
export class Acknowledgements1769700000680 implements MigrationInterface {
  name = 'Acknowledgements1769700000680';
  // So that nothing waits while a large table gets its index.
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table if not exists acknowledgement (
        account_id uuid primary key references account (id) on delete cascade,
        -- What came before is not acknowledged; null: nothing is.
        on_since timestamptz,
        texts jsonb not null,
        version integer not null default 1
      )`);
    await runner.query(
      'create table if not exists acknowledgement_waiting (message_id uuid primary key, at timestamptz not null default clock_timestamp())',
    );
    await runner.query(
      'create index if not exists acknowledgement_waiting_at on acknowledgement_waiting (at)',
    );
    await runner.query(`
      create table if not exists acknowledged (
        -- What was acknowledged; it may be gone. Once each, whatever comes twice.
        message_id uuid primary key,
        identity_id uuid not null,
        account_group_id uuid not null,
        at timestamptz not null default clock_timestamp()
      )`);
    await runner.query('create index if not exists acknowledged_identity on acknowledged (identity_id, at)');
    await runner.query('create index if not exists acknowledged_at on acknowledged (at)');
    await runner.query(
      'create index concurrently if not exists topic_of_account on topic (account_id, opened_at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index if exists topic_of_account');
    for (const table of ['acknowledged', 'acknowledgement_waiting', 'acknowledgement'])
      await runner.query(`drop table if exists ${table}`);
  }
}
