import type { MigrationInterface, QueryRunner } from 'typeorm';

/** See docs/decisions/0119-business-hours.md. */
export class BusinessHours1769700000661 implements MigrationInterface {
  name = 'BusinessHours1769700000661';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table business_hours (
        id boolean primary key default true check (id),
        time_zone text not null,
        -- From Sunday to Saturday, the spans of each day by the clock of the zone.
        week jsonb not null,
        holidays date[] not null,
        version integer not null default 1
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table business_hours');
  }
}
