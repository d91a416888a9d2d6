import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Public answers to posts of harm, law or press that a colleague reads before they leave (docs/decisions/0043-second-pair-of-eyes.md). */
export class OkRequests1768200000000 implements MigrationInterface {
  name = 'OkRequests1768200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ok_request; alter table workspace drop column sensitive_needs_ok');
  }
}

const tables = `
alter table workspace add column sensitive_needs_ok boolean not null default true;

-- Whose thread it stands in follows from the message that it answers, wherever that is moved.
create table ok_request (
  id uuid primary key,
  account_group_id uuid not null,
  answers_message_id uuid not null,
  agent_id uuid not null references agent,
  -- The Idempotency-Key of the request, and what was asked for with it.
  key text not null,
  request_hash text not null,
  -- As the API took it, with the answered message named.
  reply jsonb not null,
  parts jsonb,
  account_id uuid not null,
  digest text not null,
  why jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'returned', 'sent', 'withdrawn')),
  asked_at timestamptz not null default now(),
  decided_by uuid references agent,
  decided_at timestamptz,
  reason text,
  message_id uuid,
  unique (agent_id, key)
);
create index ok_request_open on ok_request (account_group_id, asked_at) where state in ('waiting', 'returned');
create index ok_request_over on ok_request (decided_at) where state in ('returned', 'sent', 'withdrawn');
`;
