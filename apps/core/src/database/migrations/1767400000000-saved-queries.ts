import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What accounts listen for in public, and what that found (docs/decisions/0036-what-is-only-heard.md). */
export class SavedQueries1767400000000 implements MigrationInterface {
  name = 'SavedQueries1767400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table found_by, listened_post, saved_query');
  }
}

const tables = `
create table saved_query (
  id uuid primary key,
  -- It asks with the keys of this account, and is seen where the account is.
  account_id uuid not null references account,
  name text not null,
  words text[] not null default '{}',
  hashtags text[] not null default '{}',
  handle text,
  not_words text[] not null default '{}',
  not_authors text[] not null default '{}',
  language text,
  -- A removed one is kept, since what it found still names it.
  state text not null default 'active' check (state in ('active', 'paused', 'removed')),
  created_at timestamptz not null default now()
);
create index saved_query_account on saved_query (account_id, created_at);

-- Public posts that nobody said to us, as they came. Those that wait have no topic; one that was said to us after all, or that an
-- agent sees to, has.
create table listened_post (
  message_id uuid primary key,
  account_group_id uuid not null,
  state text not null check (state in ('waiting', 'set-aside', 'taken-up')),
  at timestamptz not null default now()
);

create table found_by (
  message_id uuid not null,
  query_id uuid not null,
  at timestamptz not null default now(),
  primary key (message_id, query_id)
);
create index found_by_query on found_by (query_id, at desc);
`;
