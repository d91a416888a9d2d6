import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The ground: who we are, who writes, what was said, where it hangs, and what must still leave. */
export class Foundation1764000000000 implements MigrationInterface {
  name = 'Foundation1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [organisation, people, messages, work, transit]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('The first migration has no way back: restore a backup instead.');
  }
}

const organisation = `
create extension if not exists citext;
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table workspace (
  id boolean primary key default true check (id),
  name text not null,
  time_zone text not null default 'UTC',
  -- A restored system sends nothing until an admin releases it.
  sending_held boolean not null default false,
  created_at timestamptz not null default now()
);
create table account_group (
  id uuid primary key,
  name text not null unique
);
create table agent (
  id uuid primary key,
  email citext not null unique,
  name text not null,
  role text not null check (role in ('agent', 'social', 'supervisor', 'admin')),
  password_hash text,
  time_zone text not null default 'UTC',
  disabled_at timestamptz,
  created_at timestamptz not null default now()
);
create table agent_access (
  agent_id uuid not null references agent,
  account_group_id uuid not null references account_group,
  primary key (agent_id, account_group_id)
);
create table session (
  id_hash bytea primary key,
  agent_id uuid not null references agent,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  user_agent text not null default ''
);
create index on session (agent_id);
create table api_token (
  id uuid primary key,
  agent_id uuid not null references agent,
  name text not null,
  secret_hash bytea not null unique,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  expires_at timestamptz
);
create table setup_token (
  secret_hash bytea primary key,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create table sign_in_failure (
  email citext not null,
  address text not null,
  at timestamptz not null default now()
);
create index on sign_in_failure (email, address, at);

-- One configured mailbox, form or social profile of ours. A form is an account whose address is its key.
create table account (
  id uuid primary key,
  channel text not null,
  address citext not null,
  name text,
  account_group_id uuid not null references account_group,
  state text not null default 'active' check (state in ('active', 'paused', 'removed')),
  settings jsonb not null default '{}',
  sealed_secrets text,
  import_days integer,
  import_since timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index on account (channel, address) where state <> 'removed';

create table audit (
  id uuid primary key,
  actor_agent_id uuid references agent,
  kind text not null,
  subject_id uuid,
  data jsonb not null default '{}',
  at timestamptz not null default now()
);
create index on audit (at desc, id desc);
`;

const people = `
create table identity (
  id uuid primary key,
  kind text not null,
  key text not null,
  name text,
  -- When its owner used that name last; null while only others have named it. The newest own name wins in any order.
  name_at timestamptz,
  handle text,
  ours boolean not null default false,
  shared boolean not null default false,
  bouncing_since timestamptz,
  created_at timestamptz not null default now(),
  unique (kind, key)
);
create index on identity using gin ((coalesce(name, '') || ' ' || key) gin_trgm_ops);

create table person (
  id uuid primary key,
  created_at timestamptz not null default now()
);

-- Append-only: a link is withdrawn, never changed. Only links make persons.
create table link (
  id uuid primary key,
  identity_id uuid not null references identity,
  person_id uuid not null references person,
  evidence jsonb not null,
  grade text not null check (grade in ('proven', 'claimed', 'inferred')),
  actor text not null,
  made_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
create unique index link_current on link (identity_id) where withdrawn_at is null;
create index on link (person_id) where withdrawn_at is null;

create table fact (
  id uuid primary key,
  identity_id uuid not null references identity,
  field text not null,
  value text not null,
  source text not null,
  actor text not null,
  at timestamptz not null
);
create index on fact (identity_id, field, at desc);
`;

const messages = `
-- Rows that ingest writes by the thousand name their account and group without a foreign key: its check would lock the one
-- row of a busy account for every message. Accounts are never deleted, only set to removed.
create table topic (
  id uuid primary key,
  anchor_identity_id uuid not null references identity,
  subject text,
  subject_key text,
  state text not null check (state in ('open', 'waiting', 'snoozed', 'closed')),
  assignee_id uuid references agent,
  account_id uuid,
  -- A topic never crosses account groups: its words are all of this one.
  account_group_id uuid not null,
  opened_at timestamptz not null,
  last_at timestamptz not null,
  waiting_since timestamptz,
  closed_at timestamptz,
  continues_topic_id uuid references topic,
  -- What the state is computed from (settle-topics.ts); only maxima, so that the order of arrival does not matter.
  in_at timestamptz,       -- newest word of theirs that is work, by its own time
  in_seen_at timestamptz,  -- newest word of theirs that is work, by the time we took it in
  out_at timestamptz,      -- newest word of ours, by its own time
  agent_at timestamptz,    -- newest word of ours written here, by the time it was stored
  close_at timestamptz,    -- newest close
  reopen_at timestamptz    -- newest reopen
);
create index topic_thread on topic (anchor_identity_id, account_group_id, last_at desc);
create index topic_unclosed on topic (anchor_identity_id) where state <> 'closed';

create table message (
  id uuid primary key,
  channel text not null,
  account_id uuid,
  account_group_id uuid not null,
  direction text not null check (direction in ('inbound', 'outbound', 'note')),
  class text not null,
  history boolean not null default false,
  anchor_identity_id uuid not null references identity,
  author_identity_id uuid references identity,
  author_agent_id uuid references agent,
  reply_identity_id uuid references identity,
  topic_id uuid references topic,
  answers_message_id uuid references message,
  audience text not null check (audience in ('private', 'public')),
  proof text check (proof in ('proven', 'claimed', 'failed')),
  proof_reason text,
  subject text,
  text text not null,
  new_text text not null,
  quoted_text text,
  signature_text text,
  html text,
  threading_id text,
  in_reply_to text[] not null default '{}',
  reference_ids text[] not null default '{}',
  raw_sha256 text,
  marks jsonb not null default '[]',
  reports jsonb not null default '[]',
  sort_at timestamptz not null,
  claimed_at timestamptz,
  -- Not now(): a word that waited for the thread's lock is newer than what was done before it got the lock.
  ingested_at timestamptz not null default clock_timestamp(),
  check ((author_identity_id is null) <> (author_agent_id is null))
);
create index message_thread on message (anchor_identity_id, sort_at, id);
create index message_ours on message (anchor_identity_id, sort_at, id) where direction = 'outbound';
create index message_topic on message (topic_id, sort_at, id);
create index message_threading on message (threading_id) where threading_id is not null;

-- The guard against doubles: one row for everything ever taken in, kept when the message is gone.
create table ledger (
  channel text not null,
  external_id text not null,
  state text not null check (state in ('message', 'quarantine', 'erased')),
  message_id uuid,
  at timestamptz not null default now(),
  primary key (channel, external_id)
);
create index on ledger (message_id);

create table arrival (
  id uuid primary key,
  message_id uuid not null references message,
  account_id uuid,
  via text not null,
  folder text not null default '',
  uid_validity text not null default '',
  uid bigint,
  raw_sha256 text,
  at timestamptz not null default now()
);
create unique index on arrival (message_id, account_id, via, folder, uid_validity, coalesce(uid, 0)) nulls not distinct;

create table participant (
  message_id uuid not null references message,
  identity_id uuid not null references identity,
  role text not null,
  primary key (message_id, identity_id, role)
);
create index on participant (identity_id, message_id);

create table blob (
  sha256 text primary key,
  bytes bigint not null,
  stored_at timestamptz not null default now()
);
create table attachment (
  id uuid primary key,
  message_id uuid not null references message,
  position integer not null,
  sha256 text not null references blob,
  name text not null,
  media_type text not null,
  inline boolean not null,
  content_id text
);
create index on attachment (message_id);
create table upload (
  id uuid primary key,
  agent_id uuid not null references agent,
  sha256 text not null references blob,
  name text not null,
  media_type text not null,
  at timestamptz not null default now()
);

create table message_revision (
  message_id uuid not null references message,
  n integer not null,
  text text,
  html text,
  at timestamptz not null,
  by text not null,
  primary key (message_id, n)
);
`;

const work = `
-- Append-only: what agents and rules did. A rebuild replays it and decides nothing anew.
create table action (
  id uuid primary key,
  kind text not null,
  topic_id uuid references topic,
  identity_id uuid references identity,
  message_id uuid references message,
  actor_agent_id uuid references agent,
  rule text,
  at timestamptz not null default clock_timestamp(),
  data jsonb not null default '{}'
);
create index on action (topic_id, at);
create index on action (identity_id, at);
create index on action (message_id) where kind = 'placed';
create index action_read on action (identity_id, at desc) where kind in ('read', 'unread');

-- Projections of messages, links, facts and actions; rebuilt by command.
create table thread (
  person_id uuid primary key references person,
  name text not null,
  version bigint not null default 1,
  created_at timestamptz not null default now()
);
create table thread_row (
  person_id uuid not null references thread,
  account_group_id uuid not null,
  state text not null,
  subject text,
  preview text not null default '',
  preview_direction text not null,
  channels text[] not null,
  last_at timestamptz not null,
  waiting_since timestamptz,
  unread boolean not null default false,
  assignee_id uuid references agent,
  open_topics integer not null default 0,
  undelivered boolean not null default false,
  primary key (person_id, account_group_id)
);
create index thread_row_all on thread_row (last_at desc, person_id desc);
create index thread_row_waiting on thread_row (waiting_since, person_id) where waiting_since is not null;
create index thread_row_open on thread_row (last_at desc, person_id desc) where state in ('open', 'waiting');
create index thread_row_mine on thread_row (assignee_id, last_at desc, person_id desc) where state <> 'closed';
create index thread_row_closed on thread_row (last_at desc, person_id desc) where state = 'closed';
`;

const transit = `
create table delivery (
  id uuid primary key,
  message_id uuid not null references message,
  account_id uuid not null references account,
  recipient_identity_id uuid not null references identity,
  role text not null check (role in ('to', 'cc', 'bcc')),
  state text not null check (state in
    ('queued', 'sending', 'sent', 'delivered', 'unknown', 'failed', 'bounced', 'cancelled')),
  attempt integer not null default 1,
  start_token uuid,
  -- An attempt ended without our knowing whether it arrived: another one may make two of it.
  doubtful boolean not null default false,
  reply_token text unique,
  external_id text,
  code text,
  detail text,
  at timestamptz not null default now()
);
create index on delivery (message_id);
create index on delivery (state, at) where state in ('queued', 'sending', 'unknown');

-- Rows by state, never by id: a slow transaction may commit below any cursor.
create table outbox (
  id uuid primary key,
  delivery_id uuid not null references delivery,
  payload jsonb not null,
  due_at timestamptz not null default now(),
  published_at timestamptz,
  -- How often it went to the bus; each time it waits longer for its receipt.
  published integer not null default 0,
  done_at timestamptz
);
create index on outbox (delivery_id);
create index outbox_due on outbox (due_at) where done_at is null;

create table idempotency (
  agent_id uuid not null references agent,
  key text not null,
  request_hash text not null,
  message_id uuid references message,
  at timestamptz not null default now(),
  primary key (agent_id, key)
);

create table quarantine (
  id uuid primary key,
  cause text not null check (cause in ('unreadable', 'untrusted', 'refused', 'no-such-account')),
  reason text not null,
  channel text not null,
  external_id text not null,
  account_id uuid,
  account_group_id uuid not null references account_group,
  raw_sha256 text,
  bytes bigint not null default 0,
  envelope jsonb not null,
  history boolean not null default false,
  state text not null default 'waiting' check (state in ('waiting', 'replaying', 'released', 'discarded')),
  attempts integer not null default 0,
  sort_at timestamptz not null,
  at timestamptz not null default now(),
  unique (channel, external_id)
);
create index on quarantine (at desc, id desc) where state in ('waiting', 'replaying');

-- Written in the transaction of the change; numbered after commit by one sequencer.
create table live_event (
  id uuid primary key,
  number bigint unique,
  account_group_id uuid,
  kind text not null,
  data jsonb not null,
  at timestamptz not null default now()
);
create index live_event_waiting on live_event (at, id) where number is null;
create index on live_event (at);
create sequence live_event_number;

create table captured_mail (
  id uuid primary key,
  delivery_id uuid not null,
  message_id uuid not null,
  account_id uuid not null,
  sender text not null,
  recipients text[] not null,
  subject text not null,
  raw_sha256 text not null,
  bytes bigint not null,
  at timestamptz not null default now(),
  unique (delivery_id)
);
create index on captured_mail (at desc, id desc);
`;
