import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers of lists that were imported are people before they write: those whom a list named so far begin to be persons. */
export class ListedPeople1766400100000 implements MigrationInterface {
  name = 'ListedPeople1766400100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(beginning);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

/** Ids of version 7 of the instant of the import. What a list for one account group says is no name that others read. */
const beginning = `
with listed as (
  select i.id as identity_id, min(p.created_at) as at, bool_or(p.account_group_id is null) as open,
    min(p.name) filter (where p.account_group_id is null) as list,
    coalesce((
      select nullif(f.value, '') from fact f
      where f.identity_id = i.id and f.field = 'name' and f.actor <> 'author' and f.account_group_id is null
      order by f.at desc, f.value limit 1), nullif(i.name, ''), i.handle, i.key) as name,
    replace(gen_random_uuid()::text, '-', '') as random
  from import_identity n join import p on p.id = n.import_id and p.state <> 'undone' join identity i on i.id = n.identity_id
  where not i.ours and not exists (select from link l where l.identity_id = i.id)
    and (exists (select from fact f where f.identity_id = i.id and f.actor = 'import:' || p.id) or i.kind = 'mail' and not i.shared)
  group by i.id),
people as materialized (
  select *, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(random, 14))::uuid as person_id
  from listed),
persons as (insert into person (id, created_at) select person_id, at from people),
threads as (insert into thread (person_id, name, created_at) select person_id, name, at from people)
insert into link (id, identity_id, person_id, evidence, grade, actor, made_at)
select gen_random_uuid(), identity_id, person_id, '{"type": "named"}', 'claimed',
  case when open then 'import ' || list else 'import' end, at
from people`;
