import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/**
 * The persons of these identities, by identity id, with their threads locked in sorted order. A link that changes while it
 * waits for a lock is not seen: the caller holds the locks of the identities, or looks whether one changed.
 */
export const lockPeople = async (
  db: Queryable,
  identityIds: readonly string[],
): Promise<Map<string, string>> => {
  if (identityIds.length === 0) return new Map();
  const rows: { identity_id: string; person_id: string }[] = await db.query(
    `select l.identity_id, l.person_id from link l join thread t on t.person_id = l.person_id
     where l.identity_id = any($1) and l.withdrawn_at is null
     order by l.person_id for no key update of t`,
    [encodeArray('uuid', identityIds)],
  );
  return new Map(rows.map((row) => [row.identity_id, row.person_id]));
};
