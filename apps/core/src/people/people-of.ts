import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/** The persons of these identities as they are now, by identity id; nothing is locked. */
export const peopleOf = async (
  db: Queryable,
  identityIds: readonly string[],
): Promise<Map<string, string>> => {
  if (identityIds.length === 0) return new Map();
  const rows: { identity_id: string; person_id: string }[] = await db.query(
    'select identity_id, person_id from link where identity_id = any($1) and withdrawn_at is null',
    [encodeArray('uuid', identityIds)],
  );
  return new Map(rows.map((row) => [row.identity_id, row.person_id]));
};
