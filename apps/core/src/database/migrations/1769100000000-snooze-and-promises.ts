import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What comes back at its time, and what we said that we would do (docs/decisions/0050-snooze-and-promises.md). */
export class SnoozeAndPromises1769100000000 implements MigrationInterface {
  name = 'SnoozeAndPromises1769100000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [topics, promises, rows, filling]) await runner.query(part);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop table promise;
alter table thread_row drop column snoozed_until, drop column promise_due, drop column promises, drop column assignee_ids,
  drop column turn_at;
alter table topic drop column snooze_at, drop column snooze_until, drop column wake_at, drop column woken_at`);
  }
}

/** Only maxima, and what the newest of them said, so that the order of arrival does not matter. */
const topics = `
alter table topic
  add column snooze_at timestamptz,    -- newest snooze
  add column snooze_until timestamptz, -- until when, as the newest snooze said; null: until they reply
  add column wake_at timestamptz,      -- newest wake by an agent
  add column woken_at timestamptz      -- newest wake by the clock`;

/** The record itself, no projection: what was done to it stands in \`action\` as well, without its words. */
const promises = `
create table promise (
  id uuid primary key,
  -- Whose thread it stands in: the anchor of its message, else of its topic.
  anchor_identity_id uuid not null,
  account_group_id uuid not null,
  topic_id uuid not null,
  -- Our word in which it was made.
  message_id uuid,
  text text not null,
  due_at timestamptz not null,
  -- The zone in which the time was meant, and what was typed.
  due_zone text not null,
  due_typed text,
  owner_agent_id uuid not null references agent,
  made_by uuid not null references agent,
  made_at timestamptz not null default clock_timestamp(),
  state text not null default 'open' check (state in ('open', 'kept', 'dropped')),
  settled_at timestamptz,
  settled_by uuid references agent,
  -- Our word that kept it.
  kept_message_id uuid,
  -- Why it was dropped.
  reason text,
  -- For which due time the lists were told that it is due.
  told_due_at timestamptz
);
create index promise_open on promise (anchor_identity_id, account_group_id, due_at) where state = 'open';
create index promise_thread on promise (anchor_identity_id, made_at desc);
create index promise_due on promise (due_at) where state = 'open';
create index promise_owner on promise (owner_agent_id, due_at) where state = 'open';
create index promise_topic on promise (topic_id);
create index promise_message on promise (message_id) where message_id is not null`;

const rows = `
alter table thread_row
  add column snoozed_until timestamptz,
  add column promise_due timestamptz,
  add column promises integer not null default 0,
  add column assignee_ids uuid[] not null default '{}',
  add column turn_at timestamptz not null default now()`;

const filling = `
update thread_row r set assignee_ids = coalesce((
    select array_agg(distinct t.assignee_id order by t.assignee_id) from link l join topic t on t.anchor_identity_id = l.identity_id
    where l.person_id = r.person_id and l.withdrawn_at is null and t.account_group_id = r.account_group_id
      and t.state in ('open', 'waiting') and t.assignee_id is not null), '{}'),
  turn_at = coalesce(r.waiting_since, timestamptz '4000-01-01Z' - make_interval(secs => extract(epoch from r.last_at)::float8))`;
