import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = {
  link_change_identities: 'link_change using gin (identity_ids)',
  link_former_identity: 'link (identity_id) where withdrawn_at is not null',
  link_former_person: 'link (person_id) where withdrawn_at is not null',
  topic_twin: 'topic (twin_of) where twin_of is not null',
  topic_continues: 'topic (continues_topic_id) where continues_topic_id is not null',
};

/** Merges, splits and their undos, each one row; links name the change that made and the one that withdrew them. */
export class LinkChanges1765000000000 implements MigrationInterface {
  name = 'LinkChanges1765000000000';
  /** Indexes concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [changes, links, topics, reference, placed]) await runner.query(statement);
    for (const [name, on] of Object.entries(indexes)) {
      // What a run that was broken off has left is of no use.
      await runner.query(`drop index concurrently if exists ${name}`);
      await runner.query(`create index concurrently ${name} on ${on}`);
    }
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const changes = `
-- Append-only. The persons of all identities follow from the changes that were not undone (people/links/replay-changes.ts).
create table if not exists link_change (
  id uuid primary key,
  -- They come one at a time: their order, whatever the clock does.
  number bigint not null unique,
  kind text not null check (kind in ('merge', 'split', 'undo')),
  -- Of a merge: one identity of each person joined. Of a split: those that left. Of an undo: those that moved.
  identity_ids uuid[] not null,
  undoes_id uuid unique,
  evidence jsonb not null,
  grade text not null check (grade in ('proven', 'claimed', 'inferred')),
  actor text not null,
  agent_id uuid references agent,
  suggestion_id uuid,
  reason text,
  at timestamptz not null,
  check ((kind = 'undo') = (undoes_id is not null))
)`;

/** Null: the first word of the identity made the link. */
const links = `
alter table link add column if not exists change_id uuid, add column if not exists withdrawn_change_id uuid`;

/** The topic from which a split parted this one (topics/twins/place-twins.ts). */
const topics = 'alter table topic add column if not exists twin_of uuid';

/** Topics are a projection: a twin comes and goes, and what named it is held by the log. */
const reference = 'alter table topic drop constraint if exists topic_continues_topic_id_fkey';

/** Replies and notes stood in a topic without an action that says so; now a rebuild replays them, too. */
const placed = `
insert into action (id, kind, topic_id, message_id, rule, at)
select gen_random_uuid(), 'placed', m.topic_id, m.id, 'written', m.ingested_at
from message m where m.topic_id is not null and m.author_agent_id is not null and not exists (
  select from action a where a.topic_id = m.topic_id and a.message_id = m.id and a.kind = 'placed')`;
