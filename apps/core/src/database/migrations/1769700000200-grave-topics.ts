import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a grave post waits in a topic, and storms that became grave or are so no more (docs/decisions/0066-a-grave-post-keeps-the-turn.md). */
export class GraveTopics1769700000200 implements MigrationInterface {
  name = 'GraveTopics1769700000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table topic add column grave_at timestamptz');
    await runner.query(turned);
    await runner.query(trigger);
    // What waits already: the worker goes through it.
    await runner.query(
      `insert into turned_storm (storm_id) select distinct p.storm_id from waiting_post w join public_post p using (message_id) join storm s on s.id = p.storm_id where ${isGrave('s')}`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop trigger if exists storm_turned on storm');
    await runner.query('drop function if exists storm_turned()');
    await runner.query('drop table if exists turned_storm');
    await runner.query('alter table topic drop column if exists grave_at');
  }
}

const turned = `
create table turned_storm (
  storm_id uuid primary key,
  turn uuid not null default gen_random_uuid(),
  at timestamptz not null default clock_timestamp()
)`;

const isGrave = (storm: string): string =>
  `(coalesce(${storm}.corrected_level, ${storm}.level) = 2 and not ${storm}.not_about_us)`;

/** However it is written: by voices, looks, edits, deletions, agents or a rebuild. */
const trigger = `
-- A restore that was broken off leaves functions behind.
create or replace function storm_turned() returns trigger language plpgsql as $$
begin
  insert into turned_storm (storm_id) values (new.id)
  on conflict (storm_id) do update set turn = excluded.turn, at = excluded.at;
  return null;
end $$;
create trigger storm_turned after update of level, corrected_level, not_about_us on storm for each row
  when (${isGrave('old')} <> ${isGrave('new')}) execute function storm_turned()`;
