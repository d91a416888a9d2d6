import type { Queryable } from '../database/queryable.js';
import type { SendingAccount } from '../replies/choose-account.js';

/** Nobody chooses among more. */
const offeredMax = 50;

/**
 * The mail accounts of these account groups from which somebody can be written to who is not answered: those of the group of what is taken along first; then
 * the one that wrote to the address last, the one that heard it last, the oldest.
 */
export const accountsToBegin = (
  db: Queryable,
  {
    identityId,
    accountGroupIds,
    originGroupId = null,
  }: { identityId: string | null; accountGroupIds: readonly string[]; originGroupId?: string | null },
): Promise<SendingAccount[]> =>
  db.query(
    `select a.id, a.channel, a.address::text as address, a.name, a.settings, a.limits, a.beside_words as "besideWords",
       a.account_group_id as "accountGroupId", (select r.text from channel_rules r where r.channel = a.channel) as "textRules"
     from account a
     where a.channel = 'email' and a.state = 'active' and a.account_group_id = any($1::uuid[])
     order by a.account_group_id is not distinct from $3::uuid desc, ${lastOf('outbound')} desc nulls last, ${lastOf('inbound')} desc nulls last, a.created_at, a.id
     limit ${offeredMax}`,
    [accountGroupIds, identityId, originGroupId],
  ) as Promise<SendingAccount[]>;

const lastOf = (direction: 'inbound' | 'outbound'): string => `(
  select max(m.sort_at) from message m
  where m.anchor_identity_id = $2 and m.direction = '${direction}' and m.account_id = a.id)`;
