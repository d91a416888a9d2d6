import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was said to us in public and waits for an answer to it (docs/decisions/0065-each-post-is-answered-by-itself.md). What waited stands there at once; a rebuild brings back what a
 * word to another post took away.
 */
export class WaitingPosts1769700000100 implements MigrationInterface {
  name = 'WaitingPosts1769700000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table waiting_post (
  message_id uuid primary key,
  account_group_id uuid not null,
  posted_at timestamptz not null
)`);
    await runner.query(filling);
    await runner.query('create index waiting_post_group on waiting_post (account_group_id, posted_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists waiting_post');
  }
}

const filling = `
insert into waiting_post (message_id, account_group_id, posted_at)
select m.id, m.account_group_id, m.sort_at
from topic t join message m on m.topic_id = t.id and m.audience = 'public' and m.direction = 'inbound' and m.class = 'human'
where t.state in ('open', 'snoozed')
  and (t.out_at is null or m.sort_at > t.out_at or t.out_at <= t.agent_at and m.ingested_at > t.agent_at)
  and (t.close_at is null or t.reopen_at > t.close_at or m.ingested_at > t.close_at)`;
