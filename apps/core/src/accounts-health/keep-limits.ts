import { mergeAccountHealth, type AccountHealth, type AccountLimits } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';

/** What an account's connector says that its place allows; undefined: it says nothing of that. */
export const limitsIn = (words: readonly AccountHealth[]): AccountLimits | undefined =>
  mergeAccountHealth(words).values().next().value?.limits?.allowed;

/** Keeps what the places of these accounts allow. Resolves with the accounts of which that is news. */
export const keepLimits = async (
  db: Queryable,
  told: readonly { id: string; limits: AccountLimits }[],
): Promise<{ id: string; accountGroupId: string }[]> =>
  db.query(keeping, [told.map(({ id }) => id), told.map(({ limits }) => JSON.stringify(limits))]);

const keeping = `
with kept as (
  update account a set limits = n.limits
  from unnest($1::uuid[], $2::text[]::jsonb[]) as n(id, limits)
  where a.id = n.id and a.limits is distinct from n.limits
  returning a.id, a.account_group_id)
select id, account_group_id as "accountGroupId" from kept`;
