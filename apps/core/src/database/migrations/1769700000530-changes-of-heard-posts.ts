import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which change a found post was set aside or let wait again last, and whose that was (docs/decisions/0077-undo-names-what-it-undoes.md). */
export class ChangesOfHeardPosts1769700000530 implements MigrationInterface {
  name = 'ChangesOfHeardPosts1769700000530';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table listened_post add column change_id uuid, add column changed_by uuid');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table listened_post drop column if exists change_id, drop column if exists changed_by',
    );
  }
}
