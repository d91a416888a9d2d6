import type { Queryable } from '../../database/queryable.js';
import type { Found } from './find-erased.js';

/** Every file that hangs on what is erased; read before its rows go. */
export const blobsOfErased = async (db: Queryable, found: Found): Promise<string[]> => {
  const rows = (await db.query(finding, [
    [...found.messages, ...found.carrying],
    found.identities,
    found.quarantined,
    found.drafts,
  ])) as { sha256: string }[];
  return rows.map(({ sha256 }) => sha256);
};

const finding = `
select sha256 from (
  select raw_sha256 as sha256 from message where id = any($1::uuid[])
  union select raw_sha256 from arrival where message_id = any($1::uuid[])
  union select sha256 from attachment where message_id = any($1::uuid[])
  union select raw_sha256 from captured_mail where message_id = any($1::uuid[])
  union select photo_sha256 from fact where identity_id = any($2::uuid[])
  union select photo_sha256 from channel_photo where identity_id = any($2::uuid[])
  union select raw_sha256 from quarantine where id = any($3::uuid[])
  union select u.sha256 from draft d join upload u on u.agent_id = d.agent_id and u.id = any(d.upload_ids) where d.id = any($4::uuid[])
  union select file_sha256 from import where ${isListed('import')}
) held where sha256 is not null`;

/** A list of customers that is done keeps its file for a while, in which the person stands, and its bad rows. */
function isListed(alias: string): string {
  return `${alias}.state in ('done', 'failed', 'undone')
    and exists (select from import_identity l where l.import_id = ${alias}.id and l.identity_id = any($2::uuid[]))`;
}

export const letGoOfLists = async (db: Queryable, { identities }: Found): Promise<void> => {
  await db.query(
    `with gone as (
       update import i set file_sha256 = null where ${isListed('i').replaceAll('$2', '$1')} returning i.id)
     delete from import_fault f using gone where f.import_id = gone.id`,
    [identities],
  );
};

/** Forgets the files that nothing names any more, by the convention that a column which names one ends with `sha256`; resolves with them. */
export const forgetBlobs = async (db: Queryable, candidates: readonly string[]): Promise<string[]> => {
  const columns = (await db.query(
    `select format('%I', table_name) as table, format('%I', column_name) as column from information_schema.columns
     where table_schema = 'public' and column_name like '%sha256' and data_type = 'text' and table_name <> 'blob' order by 1, 2`,
  )) as { table: string; column: string }[];
  const named = columns.map(
    ({ table, column }) => `select ${column} as sha256 from ${table} where ${column} = any($1::text[])`,
  );
  // Whoever is about to name one is done before it is looked who does.
  await db.query('select from blob where sha256 = any($1::text[]) order by sha256 for update', [candidates]);
  const rows = (await db.query(
    `with named as materialized (${[...named, inEdits].join(' union ')}),
     free as (select c.sha256 from unnest($1::text[]) c(sha256) where c.sha256 not in (select sha256 from named)),
     gone as (delete from blob b using free where b.sha256 = free.sha256)
     select sha256 from free`,
    [candidates],
  )) as { sha256: string }[];
  return rows.map(({ sha256 }) => sha256);
};

/** Pictures of an edit that waits for its message. */
const inEdits = `
select f #>> '{blob,sha256}' as sha256 from edit_waiting e cross join jsonb_array_elements(e.shows -> 'attachments') f
where f #>> '{blob,sha256}' = any($1::text[])`;
