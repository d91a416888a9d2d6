import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * User 17 of one site is nobody on another. Who is known becomes a user of the form by which alone they wrote; who never wrote,
 * of the only form that checks tokens, if there is one. Who wrote by several forms may be several people: they stay as they
 * are, an address that no form leads to any more.
 */
export class UsersOfSites1766400000000 implements MigrationInterface {
  name = 'UsersOfSites1766400000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [named, issued, imports]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

/** What agents know them by. */
const named = `update identity set handle = left(key, 500) where kind = 'site' and handle is null`;

const onlyForm = `
only_form as (
  select min(a.id::text) as account_id from account a
  where a.channel = 'webform' and a.sealed_secrets is not null having count(*) = 1)`;

/** A message stands with its author, or with a part of the author's address. */
const issued = `
with recursive ${onlyForm},
stands (identity_id, anchor_id) as (
  select i.id, i.id from identity i where i.kind = 'site'
  union all select s.identity_id, p.id from stands s join identity p on p.part_of = s.anchor_id),
wrote as (
  select s.identity_id, min(came.account_id::text) as account_id, count(distinct came.account_id) as forms
  from stands s join message m on m.anchor_identity_id = s.anchor_id and m.author_identity_id = s.identity_id
  join arrival came on came.message_id = m.id
  group by s.identity_id),
known as (
  select i.id, case when w.identity_id is null then o.account_id when w.forms = 1 then w.account_id end as account_id
  from identity i left join wrote w on w.identity_id = i.id left join only_form o on true
  where i.kind = 'site')
update identity i set key = 'form:' || known.account_id || ':' || i.key
from known where known.id = i.id and known.account_id is not null`;

/** Whose users the ids of a list are; a list without such a column has none. */
const imports = `
alter table import add column site_space text;
with ${onlyForm}
update import set site_space = 'form:' || o.account_id
from only_form o where 'site' = any(import.columns) and import.state in ('waiting', 'running')`;
