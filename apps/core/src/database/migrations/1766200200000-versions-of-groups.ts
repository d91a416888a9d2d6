import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a thread moved in an account group since its version was set: what a reader is told counts their own groups alone. */
export class VersionsOfGroups1766200200000 implements MigrationInterface {
  name = 'VersionsOfGroups1766200200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table thread_row add column moved bigint not null default 0; alter table thread alter column version set default 0',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table thread alter column version set default 1; alter table thread_row drop column moved',
    );
  }
}
