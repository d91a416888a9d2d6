import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';

/** These messages with what the same mails are in other account groups, as far as it stands with the same identity. */
export const withCopies = async (db: Queryable, messageIds: readonly string[]): Promise<string[]> => {
  const rows: { id: string }[] = await db.query(finding, [encodeArray('uuid', messageIds)]);
  return [...new Set([...messageIds, ...rows.map(({ id }) => id)])];
};

const finding = `
with named as (
  select coalesce(m.copy_of, m.id) as first_id, m.anchor_identity_id from message m where m.id = any($1::uuid[]))
select m.id from named join message m on m.id = named.first_id and m.anchor_identity_id = named.anchor_identity_id
union
select m.id from named join message m on m.copy_of = named.first_id and m.anchor_identity_id = named.anchor_identity_id`;
