import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long account groups keep what was said on a platform; what is not named here is kept for ever. */
export class Retention1767500100000 implements MigrationInterface {
  name = 'Retention1767500100000';
  /** The index concurrently, so that messages are taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table if not exists retention (
      channel text not null,
      account_group_id uuid not null references account_group,
      days integer not null check (days between 1 and 36500),
      set_by uuid references agent,
      set_at timestamptz not null default now(),
      primary key (channel, account_group_id)
    )`);
    // What a run that was broken off has left is of no use.
    await runner.query('drop index concurrently if exists message_kept');
    await runner.query(`create index concurrently message_kept on message (channel, account_group_id, sort_at)
      where raw_sha256 is null and direction <> 'note' and not marks @> '[{"code": "removed-by-retention"}]'::jsonb`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index concurrently if exists message_kept');
    await runner.query('drop table if exists retention');
  }
}
