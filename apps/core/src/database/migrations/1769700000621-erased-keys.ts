import type { MigrationInterface, QueryRunner } from 'typeorm';

const tables = `
-- What was erased and must not come back: no more than hashes of the keys under which messages come.
create table erased_key (hash bytea primary key);
-- What came again all the same, until it is taken from the bus.
create table erased_again (hash bytea primary key, blobs text[] not null, at timestamptz not null default now());

create or replace function erased_hash(place text, id text) returns bytea language sql immutable strict parallel safe as
$$ select sha256(convert_to(place || E'\\x1f' || id, 'UTF8')) $$;

create or replace function is_erased(place text, id text) returns boolean language sql stable parallel safe as
$$ select exists (select from erased_key e where e.hash = erased_hash(place, id)) $$`;

/** See docs/decisions/0111-erasing-a-person.md. */
export class ErasedKeys1769700000621 implements MigrationInterface {
  name = 'ErasedKeys1769700000621';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop function is_erased(text, text);
      drop function erased_hash(text, text);
      drop table erased_again;
      drop table erased_key`);
  }
}
