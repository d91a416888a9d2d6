import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tags, and what they are put on (docs/decisions/0093-tags.md). */
export class Tags1769700000430 implements MigrationInterface {
  name = 'Tags1769700000430';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table tag (
        id uuid primary key,
        name text not null,
        colour text,
        version integer not null default 1,
        created_at timestamptz not null default now(),
        archived_at timestamptz
      )`);
    await runner.query('create unique index tag_name on tag (lower(name)) where archived_at is null');
    await runner.query(`
      create table thread_tag (
        identity_id uuid not null,
        account_group_id uuid not null,
        tag_id uuid not null references tag (id),
        primary key (identity_id, account_group_id, tag_id)
      )`);
    await runner.query('create index thread_tag_tag on thread_tag (tag_id, account_group_id, identity_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists thread_tag, tag');
  }
}
