import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Where a fact that an agent states comes to hang, and who may see it. */
export interface FactHome {
  identityId: string;
  accountGroupId: string;
}

/**
 * The identity named, if it is this person's, else the one of the newest message; the fact belongs to the account group of the
 * newest message there that the agent may see. The caller holds the thread's lock, so that no link changes meanwhile.
 */
export const findFactHome = async (
  db: Queryable,
  reader: Reader,
  { personId, identityId }: { personId: string; identityId: string | undefined },
): Promise<FactHome> => {
  const [home] = (await db.query(finding, [
    personId,
    reader.accountGroupIds,
    identityId ?? null,
  ])) as FactHome[];
  if (home) return home;
  throw new DomainError('unknown-reference', 'Nothing was changed: this person has no such identity.');
};

const finding = `
select m.anchor_identity_id as "identityId", m.account_group_id as "accountGroupId"
from link l cross join lateral (
  select m.anchor_identity_id, m.sort_at, m.id, m.account_group_id from message m
   where m.anchor_identity_id = l.identity_id and ${visibleTo('m', '$2')}
  order by m.sort_at desc, m.id desc limit 1) m
where l.person_id = $1 and l.withdrawn_at is null and ($3::uuid is null or l.identity_id = $3)
order by m.sort_at desc, m.id desc limit 1`;
