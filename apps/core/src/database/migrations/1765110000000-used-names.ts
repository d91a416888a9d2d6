import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The names under which one address wrote, where it is more than one; and a leaner index over what identities show. */
export class UsedNames1765110000000 implements MigrationInterface {
  name = 'UsedNames1765110000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table identity_name (
  identity_id uuid not null,
  name text not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  primary key (identity_id, name)
);
-- Tokens below zero are phrases, one for each message: they are looked for by others, never listed.
drop index match_token_identity;
create index match_token_identity on match_token (identity_id) where token >= 0;`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop table identity_name;
drop index match_token_identity;
create index match_token_identity on match_token (identity_id);`);
  }
}
