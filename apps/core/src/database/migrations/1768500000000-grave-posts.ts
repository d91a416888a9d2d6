import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That a post was grave lasts longer than its words (docs/decisions/0043-second-pair-of-eyes.md). */
export class GravePosts1768500000000 implements MigrationInterface {
  name = 'GravePosts1768500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table grave_post (
  message_id uuid primary key,
  account_group_id uuid not null,
  author_identity_id uuid not null,
  posted_at timestamptz not null,
  -- What it spoke of: harm, law, press; no word of it.
  factors text[] not null
);
create index grave_post_author on grave_post (author_identity_id, posted_at)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table grave_post');
  }
}
