import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Addresses to which an agent began to write before a word of theirs or ours was there (docs/decisions/0088-new-messages.md). */
export class WrittenTo1769700000400 implements MigrationInterface {
  name = 'WrittenTo1769700000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table written_to (
        identity_id uuid not null,
        account_group_id uuid not null,
        agent_id uuid not null,
        at timestamptz not null default clock_timestamp(),
        primary key (identity_id, account_group_id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists written_to');
  }
}
