import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses that several share, what identities show of themselves, and the pairs that may be one human being. */
export class Suggestions1765100000000 implements MigrationInterface {
  name = 'Suggestions1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [identities, tokens, suggestions]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table suggestion, match_token, match_place');
    await runner.query('alter table identity drop column blocked, drop column shared_by');
  }
}

const identities = `
alter table identity
  add column blocked boolean not null default false,
  -- Who says that it is shared, or that it is not: what an agent has said is never learnt over.
  add column shared_by text check (shared_by in ('learnt', 'agent'));
`;

const tokens = `
-- What an identity shows of itself (a name at a domain, a phone, an order number), hashed, to find others that show the same.
create table match_token (
  token bigint not null,
  identity_id uuid not null,
  -- The first message that shows it.
  message_id uuid not null,
  primary key (token, identity_id)
);
create index match_token_identity on match_token (identity_id);

-- How far the messages are read for it; one row, made with the first look: a new database has no row in any table.
create table match_place (
  id boolean primary key default true check (id),
  message_id uuid not null default '00000000-0000-0000-0000-000000000000'
);
`;

const suggestions = `
-- A pair of identities, never of persons: a merge, its undo or a split leaves every suggestion true.
create table suggestion (
  id uuid primary key,
  a_identity_id uuid not null,
  b_identity_id uuid not null check (a_identity_id < b_identity_id),
  evidence jsonb not null,
  counter_evidence jsonb not null default '[]',
  confidence real not null,
  state text not null default 'open' check (state in ('open', 'rejected', 'joined')),
  later_until timestamptz,
  -- The evidence that was known when an agent decided: only what is not in it asks again.
  decided_on text[] not null default '{}',
  decided_by uuid references agent,
  decided_at timestamptz,
  reason text,
  at timestamptz not null default now(),
  unique (a_identity_id, b_identity_id)
);
create index suggestion_b on suggestion (b_identity_id);
create index suggestion_open on suggestion (confidence desc, id desc) where state = 'open';
`;
