import type { MigrationInterface, QueryRunner } from 'typeorm';

/** See docs/decisions/0122-who-gets-new-topics.md. */
export class PreferredAgents1769700000690 implements MigrationInterface {
  name = 'PreferredAgents1769700000690';

  async up(runner: QueryRunner): Promise<void> {
    // Since when an agent is away by their own word; null: they are not.
    await runner.query('alter table agent add column away_at timestamptz');
    await runner.query('alter table account_routing add column fewest_open boolean not null default false');
    // The newest of what agents had done with the topic when it began to wait.
    await runner.query(
      `alter table routing_waiting add column done_at timestamptz not null default '-infinity'`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table routing_waiting drop column done_at');
    await runner.query('alter table account_routing drop column fewest_open');
    await runner.query('alter table agent drop column away_at');
  }
}
