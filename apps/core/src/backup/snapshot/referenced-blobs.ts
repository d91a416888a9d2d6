import { escapeIdentifier } from 'pg';
import type { Queryable } from '../../database/queryable.js';

const atOnce = 10_000;

/** Every blob that a row names: by convention in a column whose name ends with `sha256`. Needs a transaction. */
export const referencedBlobs = async (db: Queryable): Promise<string[]> => {
  const columns: { table: string; column: string }[] = await db.query(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and column_name like '%sha256' and data_type = 'text' order by 1, 2`,
  );
  const each = columns.map(
    ({ table, column }) => `select ${escapeIdentifier(column)} as sha256 from ${escapeIdentifier(table)}`,
  );
  await db.query(
    `declare referenced cursor for
     select sha256 from (${each.join(' union ')}) named where sha256 ~ '^[0-9a-f]{64}$' order by sha256`,
  );
  const found: string[] = [];
  for (;;) {
    const rows: { sha256: string }[] = await db.query(`fetch ${atOnce} from referenced`);
    if (rows.length === 0) break;
    for (const { sha256 } of rows) found.push(sha256);
  }
  await db.query('close referenced');
  return found;
};
