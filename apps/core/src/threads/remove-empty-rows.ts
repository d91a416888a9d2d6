import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/** Takes away the rows of groups in which nothing is left of these persons; resolves with what they were. */
export const removeEmptyRows = async (
  db: Queryable,
  personIds: readonly string[],
): Promise<{ personId: string; accountGroupId: string }[]> =>
  db.query(removing, [encodeArray('uuid', personIds)]);

const removing = `
with gone as (
  delete from thread_row r where r.person_id = any($1::uuid[]) and not exists (
    select from link l join topic t on t.anchor_identity_id = l.identity_id
    where l.person_id = r.person_id and l.withdrawn_at is null and t.account_group_id = r.account_group_id)
  returning r.person_id, r.account_group_id)
select person_id as "personId", account_group_id as "accountGroupId" from gone order by 1, 2`;
