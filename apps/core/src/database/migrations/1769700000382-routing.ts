import type { MigrationInterface, QueryRunner } from 'typeorm';

/** New topics wait to be given to somebody (docs/decisions/0082-routing-of-new-topics.md). */
export class Routing1769700000382 implements MigrationInterface {
  name = 'Routing1769700000382';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `alter table account_routing add column last_agent boolean not null default false,
         add column round_robin boolean not null default false`,
    );
    await runner.query('alter table team_member add column turn_at timestamptz');
    await runner.query(
      'create table routing_waiting (topic_id uuid primary key, at timestamptz not null default clock_timestamp())',
    );
    await runner.query('create index routing_waiting_at on routing_waiting (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists routing_waiting');
    await runner.query('alter table team_member drop column turn_at');
    await runner.query('alter table account_routing drop column last_agent, drop column round_robin');
  }
}
