import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import type { Claimed } from './intake.js';

/** With whom a mail stands that somebody wrote to us. */
export interface Standing {
  anchorId: string;
  /** The anchor, and the addresses that it is a part of. */
  of: readonly string[];
}

/**
 * With whom mails stand that other account groups have already, by the id of the first message; nothing for what we wrote ourselves,
 * which stands with whoever it is for. No question where there is none.
 */
export const anchorsOfCopies = async (
  db: Queryable,
  claimed: readonly Claimed[],
): Promise<Map<string, Standing>> => {
  const firstIds = [
    ...new Set(
      claimed.flatMap(({ event, copyOf }) =>
        copyOf !== undefined && event.direction === 'inbound' ? copyOf : [],
      ),
    ),
  ];
  if (firstIds.length === 0) return new Map();
  const rows: (Standing & { id: string })[] = await db.query(standing, [encodeArray('uuid', firstIds)]);
  return new Map(rows.map((row) => [row.id, row]));
};

const standing = `
with recursive up as (
  select m.id, m.anchor_identity_id as anchor_id, m.anchor_identity_id as at from message m
  where m.id = any($1::uuid[]) and m.direction = 'inbound'
  union all
  select up.id, up.anchor_id, i.part_of from up join identity i on i.id = up.at where i.part_of is not null)
select id, anchor_id as "anchorId", array_agg(at) as of from up group by 1, 2`;
