import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A claimed message keeps the name under which it came: it renames nobody, and an agent is to see it. */
export class SaidNames1765700200000 implements MigrationInterface {
  name = 'SaidNames1765700200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- How the author called themselves; null where it is proven who wrote, since then it is the name of their identity.
alter table message add column said_name text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message drop column said_name');
  }
}
