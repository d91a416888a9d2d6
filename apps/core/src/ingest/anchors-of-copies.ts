import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import type { Claimed } from './intake.js';

/** With whom mails stand that other account groups have already, by the id of the first message. No question where there is none. */
export const anchorsOfCopies = async (
  db: Queryable,
  claimed: readonly Claimed[],
): Promise<Map<string, string>> => {
  const firstIds = [...new Set(claimed.flatMap(({ copyOf }) => copyOf ?? []))];
  if (firstIds.length === 0) return new Map();
  const rows: { id: string; anchorIdentityId: string }[] = await db.query(
    'select id, anchor_identity_id as "anchorIdentityId" from message where id = any($1::uuid[])',
    [encodeArray('uuid', firstIds)],
  );
  return new Map(rows.map((row) => [row.id, row.anchorIdentityId]));
};
