import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Views of before 1769110000000; nothing is read by them any more, and every word that comes would write them. */
const unread = {
  thread_row_waiting: 'thread_row (waiting_since, person_id) where waiting_since is not null',
  thread_row_open: `thread_row (last_at desc, person_id desc) where state in ('open', 'waiting')`,
  thread_row_mine: `thread_row (assignee_id, last_at desc, person_id desc) where state <> 'closed'`,
};

export class UnreadThreadIndexes1769620200000 implements MigrationInterface {
  name = 'UnreadThreadIndexes1769620200000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const name of Object.keys(unread)) await runner.query(`drop index concurrently if exists ${name}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(unread))
      await runner.query(`create index concurrently if not exists ${name} on ${on}`);
  }
}
