import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of which storm a post was that is no voice of it any more (docs/decisions/0065-each-post-is-answered-by-itself.md). */
export class FormerVoices1769700000170 implements MigrationInterface {
  name = 'FormerVoices1769700000170';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table former_voice (
  message_id uuid primary key,
  storm_id uuid not null
)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists former_voice');
  }
}
