import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when an agent put the banner of a storm away, and how much was said then (docs/decisions/0085-a-storms-banner.md). */
export class MutedStorms1769700000411 implements MigrationInterface {
  name = 'MutedStorms1769700000411';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table agent add column storm_mute jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table agent drop column storm_mute');
  }
}
