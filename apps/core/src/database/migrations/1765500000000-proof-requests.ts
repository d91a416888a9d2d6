import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One-time links that were mailed, and confirmations of an address among the changes of links. */
export class ProofRequests1765500000000 implements MigrationInterface {
  name = 'ProofRequests1765500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [requests, changes]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const requests = `
create table proof_request (
  id uuid primary key,
  -- Of 256 random bits that stand in the mail alone.
  secret_hash bytea not null,
  purpose text not null check (purpose in ('confirm-address', 'is-this-you')),
  -- The address it was mailed to, and whom its owner may be besides.
  identity_id uuid not null references identity,
  other_identity_id uuid references identity,
  message_id uuid not null,
  -- Null: a rule asked, not an agent.
  agent_id uuid references agent,
  asked_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  used_at timestamptz,
  check ((purpose = 'is-this-you') = (other_identity_id is not null))
);
create index proof_request_identity on proof_request (identity_id, asked_at desc);
create index proof_request_asked on proof_request (asked_at);
create index proof_request_confirmed on proof_request (identity_id) where used_at is not null`;

/** A confirmation gives the link of one identity better evidence; it moves nobody. */
const changes = `
alter table link_change drop constraint link_change_kind_check,
  add constraint link_change_kind_check check (kind in ('merge', 'split', 'undo', 'confirm'))`;
