import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How answers by a channel are counted, as its connector announced last (docs/decisions/0076-a-platform-says-how-it-counts.md). */
export class ChannelRules1769700000371 implements MigrationInterface {
  name = 'ChannelRules1769700000371';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table channel_rules (channel text primary key, text jsonb)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table if exists channel_rules');
  }
}
