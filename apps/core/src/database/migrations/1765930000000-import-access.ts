import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may see what an import made known, which addresses it named, and that its file is not kept for good. */
export class ImportAccess1765930000000 implements MigrationInterface {
  name = 'ImportAccess1765930000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [access, named, files]) await runner.query(part);
  }

  async down(): Promise<void> {
    throw new Error('This migration has no way back: restore a backup instead.');
  }
}

const access = `
alter table import
  -- Null: everybody.
  add column account_group_id uuid references account_group,
  -- Null: it was removed some time after the import had ended.
  alter column file_sha256 drop not null`;

const named = `
create table import_identity (
  identity_id uuid not null references identity,
  import_id uuid not null references import,
  primary key (identity_id, import_id)
);
create index import_identity_import on import_identity (import_id);
insert into import_identity (identity_id, import_id)
select distinct f.identity_id, i.import_id from import_fact i join fact f on f.id = i.fact_id
union select unnest(c.identity_ids), i.import_id from import_change i join link_change c on c.id = i.change_id`;

/** From now on a file alone holds its bytes no longer than the import names it. */
const files = `
update blob b set upload_only = true where exists (select from import i where i.file_sha256 = b.sha256)
  and not exists (select from attachment a where a.sha256 = b.sha256)
  and not exists (select from message m where m.raw_sha256 = b.sha256)
  and not exists (select from arrival a where a.raw_sha256 = b.sha256)
  and not exists (select from captured_mail c where c.raw_sha256 = b.sha256)`;
