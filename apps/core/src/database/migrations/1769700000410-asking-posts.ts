import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which message's words ask for an OK (docs/decisions/0043-second-pair-of-eyes.md); null of those asked for before. */
export class AskingPosts1769700000410 implements MigrationInterface {
  name = 'AskingPosts1769700000410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ok_request add column asking_message_id uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ok_request drop column asking_message_id');
  }
}
