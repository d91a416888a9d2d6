import type { MigrationInterface, QueryRunner } from 'typeorm';

const problems = `'refused', 'timeout', 'no-connection'`;

/** An attempt that failed as the secret of its endpoint could not be opened says so. */
export class UnreadableSecrets1769700000712 implements MigrationInterface {
  name = 'UnreadableSecrets1769700000712';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(allowing(`${problems}, 'secret-unreadable'`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`update webhook_delivery set problem = null where problem = 'secret-unreadable'`);
    await runner.query(allowing(problems));
  }
}

const allowing = (all: string): string => `
alter table webhook_delivery drop constraint webhook_delivery_problem_check,
  add constraint webhook_delivery_problem_check check (problem in (${all}))`;
