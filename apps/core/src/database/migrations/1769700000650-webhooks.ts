import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
create table webhook (
  id uuid primary key,
  name text not null,
  url text not null,
  events text[] not null,
  account_group_ids uuid[] not null,
  sealed_secret bytea not null,
  former_secret bytea,
  former_until timestamptz,
  state text not null default 'on' check (state in ('on', 'off', 'paused')),
  why text check (why in ('by-hand', 'gone', 'failing')),
  version integer not null default 1,
  made_at timestamptz not null default clock_timestamp(),
  succeeded_at timestamptz,
  failing_since timestamptz,
  -- After a failure nothing is sent to it before this instant.
  rest_until timestamptz,
  -- Of the worker that sends to it: one at a time, so that events keep their order.
  lease_token uuid,
  lease_until timestamptz,
  check ((state = 'on') = (why is null))
);

-- What happened, by what its id names, until it is written down for each endpoint that is to hear of it.
create table webhook_waiting (
  seq bigint generated always as identity primary key,
  type text not null,
  source_id uuid not null,
  -- Of what is no more when it is told.
  data jsonb,
  at timestamptz not null default clock_timestamp()
);

create table webhook_delivery (
  id uuid primary key,
  seq bigint generated always as identity,
  webhook_id uuid not null references webhook on delete cascade,
  type text not null,
  body text not null,
  -- What it names of a person: messages, deliveries, topics, identities and persons. What is erased takes it along.
  about uuid[] not null,
  at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  attempts integer not null default 0,
  replays integer not null default 0,
  due_at timestamptz not null default now(),
  tried_at timestamptz,
  status integer,
  answer text,
  duration_ms integer,
  problem text check (problem in ('refused', 'timeout', 'no-connection'))
);
create index webhook_delivery_due on webhook_delivery (webhook_id, seq) where state = 'waiting';
create index webhook_delivery_log on webhook_delivery (webhook_id, at desc, id desc);
create index webhook_delivery_about on webhook_delivery using gin (about);
create index webhook_delivery_at on webhook_delivery (at);`;

/**
 * Nothing is written down where nobody listens. They are no deferred triggers: a restore fills the tables in the order of their names, so that
 * there is no webhook yet when it comes to these.
 */
const triggers = `
create or replace function webhook_wait(type text, source uuid) returns void language sql as $$
  insert into webhook_waiting (type, source_id) select type, source where exists (select from webhook w where w.state = 'on' and type = any(w.events))
$$;

create or replace function webhook_hears_action() returns trigger language plpgsql as $$
begin
  perform webhook_wait(case new.kind when 'assign' then 'thread.assigned' when 'close' then 'thread.closed' when 'reopen' then 'thread.reopened'
    when 'snooze' then 'thread.snoozed' when 'promise-made' then 'promise.made' else 'promise.kept' end, new.id);
  return null;
end $$;
create trigger webhook_hears_action after insert on action for each row
  when (new.kind in ('assign', 'close', 'reopen', 'snooze', 'promise-made', 'promise-kept')) execute function webhook_hears_action();

create or replace function webhook_hears_delivery() returns trigger language plpgsql as $$
begin
  perform webhook_wait(case when new.state in ('failed', 'bounced') then 'answer.failed' else 'answer.sent' end, new.id);
  return null;
end $$;
create trigger webhook_hears_delivery after update of state on delivery for each row
  when (new.state is distinct from old.state and (new.state in ('failed', 'bounced')
    or new.state in ('sent', 'delivered') and old.state not in ('sent', 'delivered')))
  execute function webhook_hears_delivery();

create or replace function webhook_hears_link_change() returns trigger language plpgsql as $$
begin
  if new.kind = 'merge' then perform webhook_wait('person.merged', new.id);
  elsif exists (select from link_change c where c.id = new.undoes_id and c.kind = 'merge') then
    perform webhook_wait('person.merge_undone', new.id);
  end if;
  return null;
end $$;
create trigger webhook_hears_link_change after insert on link_change for each row
  when (new.kind in ('merge', 'undo')) execute function webhook_hears_link_change();

create or replace function webhook_hears_storm() returns trigger language plpgsql as $$
begin
  perform webhook_wait('post.grave', new.id);
  return null;
end $$;
create trigger webhook_hears_new_storm after insert on storm for each row
  when (coalesce(new.corrected_level, new.level) = 2 and not new.not_about_us) execute function webhook_hears_storm();
create trigger webhook_hears_storm after update of level, corrected_level, not_about_us on storm for each row
  when (coalesce(new.corrected_level, new.level) = 2 and not new.not_about_us
    and not (coalesce(old.corrected_level, old.level) = 2 and not old.not_about_us))
  execute function webhook_hears_storm();`;

/** See docs/decisions/0114-outgoing-webhooks.md. */
export class Webhooks1769700000650 implements MigrationInterface {
  name = 'Webhooks1769700000650';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(triggers);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop trigger webhook_hears_action on action;
      drop trigger webhook_hears_delivery on delivery;
      drop trigger webhook_hears_link_change on link_change;
      drop trigger webhook_hears_new_storm on storm;
      drop trigger webhook_hears_storm on storm;
      drop function webhook_hears_action();
      drop function webhook_hears_delivery();
      drop function webhook_hears_link_change();
      drop function webhook_hears_storm();
      drop function webhook_wait(text, uuid);
      drop table webhook_delivery;
      drop table webhook_waiting;
      drop table webhook`);
  }
}
