import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Answers from other addresses that an agent has put away: the notice of them is not shown to that agent again. */
export class DismissedAnswers1766500100000 implements MigrationInterface {
  name = 'DismissedAnswers1766500100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`create table dismissed_answer (
      agent_id uuid not null references agent (id) on delete cascade,
      message_id uuid not null,
      at timestamptz not null default now(),
      primary key (agent_id, message_id))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table dismissed_answer');
  }
}
