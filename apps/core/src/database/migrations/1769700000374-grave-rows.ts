import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether a grave public post waits in one of the topics of a row: the list of people says so. */
export class GraveRows1769700000374 implements MigrationInterface {
  name = 'GraveRows1769700000374';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table thread_row add column grave boolean not null default false');
    await runner.query(
      `update thread_row r set grave = true where exists (
         select from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
         where l.person_id = r.person_id and t.account_group_id = r.account_group_id and t.grave_at is not null and t.state = 'open')`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table thread_row drop column grave');
  }
}
