import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which agent a hand-over took a promise; whoever gives it to somebody else after that decides anew. */
export class HandedPromises1769600200000 implements MigrationInterface {
  name = 'HandedPromises1769600200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table promise add column handed_from uuid references agent;
create index promise_handed on promise (handed_from) where handed_from is not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table promise drop column handed_from');
  }
}
