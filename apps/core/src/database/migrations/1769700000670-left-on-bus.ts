import type { MigrationInterface, QueryRunner } from 'typeorm';

/** See docs/decisions/0120-deleted-on-the-bus.md. */
export class LeftOnBus1769700000670 implements MigrationInterface {
  name = 'LeftOnBus1769700000670';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table left_on_bus (
        channel text not null,
        -- What its author deleted, as the ledger has it.
        external_id text not null,
        -- Its pictures, which lie there too; emptied once they were looked for.
        blobs text[] not null default '{}',
        noted_at timestamptz not null,
        -- When the bus was last looked through for it; null: not since it was noted.
        looked_at timestamptz,
        primary key (channel, external_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table left_on_bus');
  }
}
