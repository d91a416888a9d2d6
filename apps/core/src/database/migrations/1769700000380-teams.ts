import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who answers together, and whose the threads of an account are (docs/decisions/0080-teams.md). */
export class Teams1769700000380 implements MigrationInterface {
  name = 'Teams1769700000380';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table team (
        id uuid primary key,
        name text not null,
        colour text,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        removed_at timestamptz
      )`);
    await runner.query('create unique index team_name on team (lower(name)) where removed_at is null');
    await runner.query(`
      create table team_member (
        team_id uuid not null references team (id) on delete cascade,
        agent_id uuid not null references agent (id) on delete cascade,
        primary key (team_id, agent_id)
      )`);
    await runner.query('create index team_member_agent on team_member (agent_id)');
    await runner.query(`
      create table account_routing (
        account_id uuid primary key references account (id) on delete cascade,
        team_id uuid references team (id) on delete set null,
        version integer not null default 1
      )`);
    await runner.query('create index account_routing_team on account_routing (team_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists account_routing, team_member, team');
  }
}
