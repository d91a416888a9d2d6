import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose waiting posts are weighed anew, since their person was joined with others or split (docs/decisions/0031-severity-and-storms.md). */
export class KnownToWeigh1769700000280 implements MigrationInterface {
  name = 'KnownToWeigh1769700000280';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table known_to_weigh (
  id bigint generated always as identity primary key,
  identity_id uuid not null references identity
)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table known_to_weigh');
  }
}
