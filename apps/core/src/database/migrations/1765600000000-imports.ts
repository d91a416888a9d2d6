import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customer lists that were imported, with what each of them did, so that it can be taken back as a whole. */
export class Imports1765600000000 implements MigrationInterface {
  name = 'Imports1765600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const tables = `
create table import (
  id uuid primary key,
  name text not null,
  file_name text not null,
  file_sha256 text not null references blob,
  columns text[] not null,
  mode text not null check (mode in ('dry-run', 'run')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'undoing', 'undone')),
  rows integer,
  -- Rows before this one are done: a worker that takes over goes on here.
  next_row integer not null default 0,
  new_identities integer not null default 0,
  merges integer not null default 0,
  facts integer not null default 0,
  bad_rows integer not null default 0,
  problem text,
  agent_id uuid not null references agent,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index import_created on import (created_at desc, id desc);
create index import_at_work on import (created_at) where state in ('waiting', 'running', 'undoing');
create table import_fault (
  import_id uuid not null references import,
  line integer not null,
  reason text not null,
  primary key (import_id, line)
);
create table import_change (
  import_id uuid not null references import,
  change_id uuid not null,
  primary key (import_id, change_id)
);
create table import_fact (
  import_id uuid not null references import,
  fact_id uuid not null,
  -- What the field said before; empty: nothing.
  former text not null,
  primary key (import_id, fact_id)
)`;
