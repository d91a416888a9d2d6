import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a quarantined message came, so that a replay makes of it what it was. */
export class QuarantineArrival1764800000000 implements MigrationInterface {
  name = 'QuarantineArrival1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table quarantine add column arrival jsonb, add column direction text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table quarantine drop column arrival, drop column direction');
  }
}
