import type { MigrationInterface, QueryRunner } from 'typeorm';

const indexes = {
  topic_snoozed: `topic (snooze_until) where state = 'snoozed' and snooze_until is not null`,
  thread_row_waits: `thread_row (least(waiting_since, promise_due), person_id) where least(waiting_since, promise_due) is not null`,
  thread_row_turn: `thread_row (turn_at, person_id) where state in ('open', 'waiting') and assignee_id is null`,
  thread_row_snoozed: `thread_row (snoozed_until, person_id) where snoozed_until is not null`,
  thread_row_promised: `thread_row (promise_due, person_id) where promise_due is not null`,
};
/** Whose topics are open; a row without any is not in it, so that what nobody has costs nothing. */
const assignees = `thread_row_assignees on thread_row using gin (assignee_ids) where assignee_ids <> '{}'`;

export class SnoozeIndexes1769110000000 implements MigrationInterface {
  name = 'SnoozeIndexes1769110000000';
  /** Concurrently, so that mail is taken in meanwhile; that cannot be done inside a transaction. */
  transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on] of Object.entries(indexes))
      await runner.query(`create index concurrently if not exists ${name} on ${on}`);
    await runner.query(`create index concurrently if not exists ${assignees}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of [...Object.keys(indexes), 'thread_row_assignees'])
      await runner.query(`drop index concurrently if exists ${name}`);
  }
}
