import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Drafts on the server, and sends that can be held back (docs/decisions/0051-drafts-undo-and-presence.md). */
export class Drafts1769200000000 implements MigrationInterface {
  name = 'Drafts1769200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'drop table draft; drop index idempotency_message; alter table agent drop column undo_seconds; alter table delivery drop column held_until',
    );
  }
}

const tables = `
-- In whose thread it stands follows from the anchor identity, wherever that is moved. What was sent or discarded leaves its row for a
-- while, so that a save that comes late brings nothing back.
create table draft (
  agent_id uuid not null references agent,
  -- Chosen by the page that began it: the Idempotency-Key of its send, too.
  id uuid not null,
  anchor_identity_id uuid,
  mode text not null check (mode in ('reply', 'note')),
  state text not null default 'open' check (state in ('open', 'scheduled', 'sent', 'discarded')),
  revision integer not null default 1,
  -- Who saved last, and which of its saves that was.
  device text not null,
  seq bigint not null,
  -- Null: nothing was ever kept of it, or it is over.
  content jsonb,
  upload_ids uuid[] not null default '{}',
  changed_at timestamptz not null default now(),
  -- Of scheduled: when it leaves, as the API took it, and the thread version that its author saw.
  send_at timestamptz,
  reply jsonb,
  seen bigint,
  tried_at timestamptz,
  notice jsonb,
  primary key (agent_id, id)
);
create index draft_open on draft (agent_id, changed_at desc) where state in ('open', 'scheduled');
create index draft_anchor on draft (anchor_identity_id) where state in ('open', 'scheduled');
create index draft_due on draft (send_at) where state = 'scheduled';
create index draft_over on draft (changed_at) where state in ('sent', 'discarded');

alter table agent add column undo_seconds smallint not null default 10 check (undo_seconds in (0, 5, 10, 20, 30));

-- It does not leave before, and its author can hold it back until it does.
alter table delivery add column held_until timestamptz;
-- A message that is held back is deleted, and its key used up.
create index idempotency_message on idempotency (message_id);
`;
