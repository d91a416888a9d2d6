import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One post told by two servers is one message (docs/decisions/0045-one-post-at-two-instances.md). */
export class NamesOfPosts1768600000000 implements MigrationInterface {
  name = 'NamesOfPosts1768600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Of a post that has a name in all of its network: what each server of ours calls it, and one row for that name with its author.
create table post_name (
  channel text not null,
  external_id text not null,
  -- Under which the ledger has it.
  first_external_id text not null,
  -- By which answers name it.
  threading_id text not null,
  primary key (channel, external_id)
);
create index post_name_threading on post_name (threading_id);
-- What the account that heard it calls a post that has such a name; null: as the ledger does.
alter table arrival add column external_id text;
create index arrival_told_as on arrival (account_id, message_id) where external_id is not null`);
  }

  /** What was told by two servers stays one message; the release before takes what comes from now on for two. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop index arrival_told_as;
alter table arrival drop column external_id;
drop table post_name`);
  }
}
