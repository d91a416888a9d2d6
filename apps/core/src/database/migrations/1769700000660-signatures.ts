import type { MigrationInterface, QueryRunner } from 'typeorm';

/** See docs/decisions/0112-signatures.md. */
export class Signatures1769700000660 implements MigrationInterface {
  name = 'Signatures1769700000660';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table signature (
        id uuid primary key,
        -- Null: of whoever has none of their team.
        team_id uuid references team (id),
        -- Null: for everybody for whom none is written in their language.
        language text,
        text text not null,
        version integer not null default 1,
        changed_at timestamptz not null default now(),
        removed_at timestamptz
      )`);
    await runner.query(`
      create unique index signature_place on signature (team_id, lower(language)) nulls not distinct
      where removed_at is null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table signature');
  }
}
