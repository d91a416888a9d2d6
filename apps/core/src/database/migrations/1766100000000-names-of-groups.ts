import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The name of an address is known in the account groups in which it was said (docs/decisions/0020-names-of-account-groups.md). */
export class NamesOfGroups1766100000000 implements MigrationInterface {
  name = 'NamesOfGroups1766100000000';

  async up(runner: QueryRunner): Promise<void> {
    const groups = (await runner.query('select id from account_group limit 2')) as { id: string }[];
    const only = groups.length === 1 ? `default '${groups[0]!.id}'` : '';
    await runner.query(`
-- The account group in which the name was learnt. Null: nobody knows, so it is for whoever sees all groups.
-- A default is written to no row, however many there are; it is gone again below.
alter table identity add column name_group_id uuid ${only};
alter table identity alter column name_group_id drop default;
-- The names of an address in groups other than that, and all under which it wrote where they are several.
alter table identity_name add column account_group_id uuid not null ${only || `default '${unknown}'`},
  -- Null while only others have named it so.
  alter column first_at drop not null, alter column last_at drop not null,
  drop constraint identity_name_pkey, add primary key (identity_id, account_group_id, name);
alter table identity_name alter column account_group_id drop default;
create index identity_name_words on identity_name using gin (name gin_trgm_ops);`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop index identity_name_words;
delete from identity_name a using identity_name b
where a.identity_id = b.identity_id and a.name = b.name and a.account_group_id > b.account_group_id;
delete from identity_name where last_at is null;
alter table identity_name drop constraint identity_name_pkey, drop column account_group_id,
  add primary key (identity_id, name), alter column first_at set not null, alter column last_at set not null;
alter table identity drop column name_group_id`);
  }
}

/** What was said before groups were told apart is known to no group. */
const unknown = '00000000-0000-0000-0000-000000000000';
