import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Words of ours that were taken back before that let anybody wait again (docs/decisions/0065-each-post-is-answered-by-itself.md); the worker looks at each once. */
export class AnswersToRecount1769700000412 implements MigrationInterface {
  name = 'AnswersToRecount1769700000412';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table answer_to_recount (message_id uuid primary key)');
    await runner.query(`insert into answer_to_recount ${wordsTakenBack}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists answer_to_recount');
  }
}

/** Nothing of them stands where it was said. */
export const wordsTakenBack = `
select m.id from message m
where m.direction = 'outbound' and m.class = 'human' and not m.history and (
  m.marks @> '[{"code": "gone-there"}]'::jsonb
  or exists (select from delivery gone where gone.message_id = m.id and gone.state in ('failed', 'bounced', 'cancelled', 'deleted'))
    and not exists (select from delivery other where other.message_id = m.id and other.state not in ('failed', 'bounced', 'cancelled', 'deleted')))
on conflict do nothing`;
