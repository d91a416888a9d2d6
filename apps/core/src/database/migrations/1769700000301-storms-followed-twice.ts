import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a storm that turned is followed a second time: what was being written while it was followed is seen then. */
export class StormsFollowedTwice1769700000301 implements MigrationInterface {
  name = 'StormsFollowedTwice1769700000301';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table turned_storm add column again_at timestamptz');
    await runner.query(turned(', again_at = null'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(turned(''));
    await runner.query('alter table turned_storm drop column if exists again_at');
  }
}

const turned = (anew: string): string => `
create or replace function storm_turned() returns trigger language plpgsql as $$
begin
  insert into turned_storm (storm_id) values (new.id)
  on conflict (storm_id) do update set turn = excluded.turn, at = excluded.at${anew};
  return null;
end $$`;
