import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first message of a mail that reached several account groups. By itself, so that nobody waits for the copying that comes next. */
export class CopyOf1766199900000 implements MigrationInterface {
  name = 'CopyOf1766199900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message add column if not exists copy_of uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table message drop column copy_of');
  }
}
