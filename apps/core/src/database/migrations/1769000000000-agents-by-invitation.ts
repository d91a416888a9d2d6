import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Agents are invited, change, and go (docs/decisions/0049-agents-by-invitation.md). */
export class AgentsByInvitation1769000000000 implements MigrationInterface {
  name = 'AgentsByInvitation1769000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table agent
  add column language text not null default 'en' check (language in ('en', 'it')),
  -- Whoever was invited and has not come yet: nobody to assign, and no second pair of eyes.
  add column invited_at timestamptz,
  add column last_seen_at timestamptz,
  -- While somebody is named here, topics still move, batch by batch: of a deactivated agent to hand_over_to or to nobody,
  -- to one that was reactivated back.
  add column hand_over_by uuid references agent,
  add column hand_over_to uuid references agent;
update agent a set last_seen_at = (select max(s.last_seen_at) from session s where s.agent_id = a.id)`);
    await runner.query(`
-- One link at a time: a new one voids the one before.
create table agent_link (
  agent_id uuid primary key references agent,
  secret_hash bytea not null unique,
  purpose text not null check (purpose in ('invite', 'reset')),
  -- The mail that it left by; one that came back must not be of use to whoever reads the report.
  message_id uuid,
  made_at timestamptz not null default now(),
  expires_at timestamptz not null
);
-- Who asked for a link, written whether or not there is such an agent; the worker makes and mails it.
create table forgotten_password (
  id uuid primary key,
  email citext not null,
  address text not null,
  at timestamptz not null default now(),
  done_at timestamptz
);
create index forgotten_password_waiting on forgotten_password (at) where done_at is null;
create index forgotten_password_client on forgotten_password (address, at);
create index forgotten_password_agent on forgotten_password (email, at);
-- What a deactivation took from an agent, to be given back where nobody changed it since.
create table handed_over (
  topic_id uuid not null,
  from_agent_id uuid not null references agent,
  to_agent_id uuid references agent,
  at timestamptz not null default now(),
  primary key (from_agent_id, topic_id)
);
create index topic_assignee_open on topic (assignee_id) where state <> 'closed' and assignee_id is not null;
create index audit_subject on audit (subject_id, at desc) where subject_id is not null;
alter table workspace add column agent_mail_account_id uuid references account`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table workspace drop column agent_mail_account_id;
drop index audit_subject;
drop index topic_assignee_open;
drop table handed_over;
drop table forgotten_password;
drop table agent_link;
alter table agent drop column hand_over_to, drop column hand_over_by, drop column last_seen_at,
  drop column invited_at, drop column language`);
  }
}
