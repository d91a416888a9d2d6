import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';

/**
 * The id of the identity with this key, made where there is none yet. Two statements, so that the second sees what somebody else, such
 * as ingest, made at the same time and the first waited for.
 */
export const makeIdentity = async (
  db: Queryable,
  { kind, key }: { kind: string; key: string },
): Promise<string> => {
  await db.query(
    'insert into identity (id, kind, key) values ($1, $2, $3) on conflict (kind, key) do nothing',
    [newId(), kind, key],
  );
  const [{ id }] = (await db.query('select id from identity where kind = $1 and key = $2', [kind, key])) as [
    { id: string },
  ];
  return id;
};
