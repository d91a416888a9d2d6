import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Storms that an agent said are not about us: a projection of the newest action 'severity', as is the corrected level. */
export class NotAboutUs1767600100000 implements MigrationInterface {
  name = 'NotAboutUs1767600100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table storm add column not_about_us boolean not null default false');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table storm drop column not_about_us');
  }
}
