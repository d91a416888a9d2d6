import type { Reader } from '../access/reader.js';
import { readsImport, seesAllGroups, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Where a fact that an agent states comes to hang, and who may see it. */
export interface FactHome {
  identityId: string;
  /** Null: whoever sees the identity. */
  accountGroupId: string | null;
}

/**
 * The identity named, if it is this person's, else the one of the newest message; the fact belongs to the account group of the
 * newest message there that the agent may see. Where there is none, it is an identity that a list names, for the readers of the
 * list: nobody speaks to people whom they cannot see. The caller holds the thread's lock, so that no link changes meanwhile.
 */
export const findFactHome = async (
  db: Queryable,
  reader: Reader,
  { personId, identityId }: { personId: string; identityId: string | undefined },
): Promise<FactHome> => {
  const asked = [personId, reader.accountGroupIds, identityId ?? null];
  const [spoken] = (await db.query(finding, asked)) as FactHome[];
  const [home] = spoken ? [spoken] : ((await db.query(findingListed, asked)) as FactHome[]);
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

const findingListed = `
select listed.identity_id as "identityId", coalesce(list.account_group_id, case when not ${seesAllGroups('$2')} then ($2::uuid[])[1] end) as "accountGroupId"
from link l join import_identity listed on listed.identity_id = l.identity_id
join import list on list.id = listed.import_id and ${readsImport('list', '$2')}
where l.person_id = $1 and l.withdrawn_at is null and ($3::uuid is null or l.identity_id = $3)
order by list.created_at desc, list.id desc, listed.identity_id limit 1`;
