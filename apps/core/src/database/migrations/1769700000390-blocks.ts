import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Blocked domains, when and why an address was blocked, and threads that a block hides (docs/decisions/0084-blocks-hide-and-undo.md). */
export class Blocks1769700000390 implements MigrationInterface {
  name = 'Blocks1769700000390';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`alter table identity add column blocked_at timestamptz, add column blocked_why text,
      add column welcome_at timestamptz`);
    await runner.query(`alter table thread_row add column hidden boolean not null default false`);
    await runner.query(`create table blocked_domain (id uuid primary key, domain text not null unique,
      blocked_by uuid references agent, blocked_at timestamptz not null default now(), why text)`);
    await runner.query(mailDomains);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function if exists mail_domains(text)');
    await runner.query('drop table if exists blocked_domain');
    await runner.query('alter table thread_row drop column if exists hidden');
    await runner.query(
      'alter table identity drop column if exists blocked_at, drop column if exists blocked_why, drop column if exists welcome_at',
    );
  }
}

/** The domain of a mail address and the domains that it lies in: of `a@b.example.org` that is `b.example.org`, `example.org`, `org`. */
const mailDomains = `
create or replace function mail_domains(address text) returns text[] language sql immutable parallel safe as $$
  select array(select array_to_string(parts[n:], '.') from generate_series(1, least(cardinality(parts), 20)) n)
  from (select string_to_array(regexp_replace(address, '^.*@', ''), '.') as parts) split $$`;
