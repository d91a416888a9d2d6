import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Public invitations to go on in private, with the mail addresses that answered them and the codes those were shown. */
export class Invitations1765800000000 implements MigrationInterface {
  name = 'Invitations1765800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [invitations, requests, waiting]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const invitations = `
create table invitation (
  id uuid primary key,
  -- Stands in a public post: it finds the page and proves nothing.
  slug text not null unique,
  -- Who is invited: the public identity, at the account that heard it.
  identity_id uuid not null references identity,
  account_id uuid not null references account,
  account_group_id uuid not null references account_group,
  -- The public message that the agent was reading.
  message_id uuid not null,
  agent_id uuid references agent,
  made_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  joined_at timestamptz,
  -- The link_change that joined both sides.
  change_id uuid,
  -- The last message that held one of its codes and joined nobody, and why.
  refused_reason text,
  refused_message_id uuid,
  refused_at timestamptz,
  check ((joined_at is null) = (change_id is null))
);
create index invitation_identity on invitation (identity_id, made_at desc)`;

/** A code is no secret beside the account that must post it, so it is kept as it is, to be shown again to its owner. */
const requests = `
alter table proof_request
  add column invitation_id uuid references invitation,
  add column code text,
  add column code_expires_at timestamptz,
  add column code_message_id uuid,
  drop constraint proof_request_purpose_check,
  add constraint proof_request_purpose_check check (purpose in ('confirm-address', 'is-this-you', 'invitation')),
  add constraint proof_request_invitation_check check ((purpose = 'invitation') = (invitation_id is not null));
create unique index proof_request_code on proof_request (code) where code is not null;
create index proof_request_other on proof_request (other_identity_id) where other_identity_id is not null;
create index proof_request_invitation on proof_request (invitation_id) where invitation_id is not null`;

/** 'code': a public message holds what looks like a code. 'invited': mail a link to an address typed at an invitation. */
const waiting = `
alter table evidence_waiting
  drop constraint evidence_waiting_kind_check,
  drop constraint evidence_waiting_check,
  alter column identity_id drop not null,
  add constraint evidence_waiting_kind_check check (kind in ('ask', 'join', 'code', 'invited')),
  add constraint evidence_waiting_check check (
    (kind = 'join') = (other_identity_id is not null)
    and (kind = 'ask' or evidence is not null)
    and (kind = 'invited') = (identity_id is null));
create index evidence_waiting_invited on evidence_waiting ((evidence ->> 'invitationId')) where kind = 'invited'`;
