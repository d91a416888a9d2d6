import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Edits that came before their message. */
export class KeptEdits1769680000000 implements MigrationInterface {
  name = 'KeptEdits1769680000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists edit_waiting');
  }
}

const table = `
-- The newest of each message, on the word of one account.
create table edit_waiting (
  channel text not null,
  account_id uuid not null references account,
  external_id text not null,
  at timestamptz not null,
  text text not null,
  new_text text not null,
  -- Null: its connector does not say.
  content_warning boolean,
  kept_at timestamptz not null default clock_timestamp(),
  primary key (channel, account_id, external_id)
);
create index on edit_waiting (account_id, kept_at)`;
