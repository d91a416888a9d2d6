import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How severe public posts are, and which of them are one storm (docs/decisions/0031-severity-and-storms.md). */
export class Severity1767000000000 implements MigrationInterface {
  name = 'Severity1767000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table storm_band, public_post, storm');
  }
}

const tables = `
-- Public posts of one account group that say the same, a single one too; its id is that of the message that began it.
create table storm (
  id uuid primary key,
  account_group_id uuid not null,
  -- Of its most severe voice: 0 watch, 1 today, 2 act now.
  level int not null,
  score int not null,
  -- What an agent said instead: a projection of the newest action 'severity' of its voices.
  corrected_level int,
  correction_id uuid,
  signature text,
  began_at timestamptz not null,
  last_at timestamptz not null
);
create index storm_board on storm (account_group_id, coalesce(corrected_level, level), last_at desc);

-- What a public message was weighed by, and what it came to. The words stand in the message; a deletion takes the row along.
create table public_post (
  message_id uuid primary key,
  storm_id uuid not null,
  account_group_id uuid not null,
  author_identity_id uuid not null,
  posted_at timestamptz not null,
  reach jsonb,
  former_reach jsonb,
  earlier int not null,
  known boolean not null,
  level int not null,
  score int not null,
  reasons jsonb not null,
  version text not null
);
create index public_post_storm on public_post (storm_id, score desc, posted_at desc, message_id);
create index public_post_author on public_post (author_identity_id, posted_at);
create index public_post_hours on public_post (account_group_id, posted_at);

-- Which storms may be alike: parts of their signatures. Swept when nobody can join any more.
create table storm_band (
  account_group_id uuid not null,
  band int not null,
  storm_id uuid not null,
  began_at timestamptz not null
);
create index storm_band_alike on storm_band (account_group_id, band, began_at desc) include (storm_id);
create index storm_band_over on storm_band (began_at);
`;
