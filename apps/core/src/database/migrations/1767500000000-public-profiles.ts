import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How identities show themselves on their networks, as it was read for somebody who wanted to see it. */
export class PublicProfiles1767500000000 implements MigrationInterface {
  name = 'PublicProfiles1767500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table if exists public_profile; alter table identity drop column if exists handle_at',
    );
  }
}

const table = `
-- When its handle was said last; null: when it was first heard of.
alter table identity add column handle_at timestamptz;
create table public_profile (
  identity_id uuid not null references identity,
  -- By whose eyes it was looked at: one account may be shown what another is not.
  account_id uuid not null references account,
  profile jsonb not null,
  read_at timestamptz not null default now(),
  primary key (identity_id, account_id)
);
create index on public_profile (read_at)`;
