import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';

/** In the order in which ingest locks them, so that the two queue and do not block each other. */
export const lockIdentities = async (db: Queryable, identityIds: readonly string[]): Promise<void> => {
  if (identityIds.length === 0) return;
  await db.query('select from identity where id = any($1::uuid[]) order by kind, key for no key update', [
    encodeArray('uuid', identityIds),
  ]);
};
