import type { MigrationInterface, QueryRunner } from 'typeorm';

/** To which words of a post an OK was asked for (docs/decisions/0043-second-pair-of-eyes.md). */
export class AnsweredRevisions1769700000220 implements MigrationInterface {
  name = 'AnsweredRevisions1769700000220';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table ok_request add column answered_revision int not null default 0;
update ok_request r set answered_revision = v.n
from (select o.id, max(rev.n) as n from ok_request o join message_revision rev on rev.message_id = o.answers_message_id and rev.at <= o.asked_at
  group by o.id) v
where v.id = r.id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ok_request drop column answered_revision');
  }
}
