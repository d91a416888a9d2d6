import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How far an import is taken back. */
export class ImportTakenBack1765910000000 implements MigrationInterface {
  name = 'ImportTakenBack1765910000000';

  async up(runner: QueryRunner): Promise<void> {
    // Merges and facts; as many as were counted when it is over.
    await runner.query('alter table import add column taken_back integer not null default 0');
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}
