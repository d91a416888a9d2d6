import type { Queryable } from '../database/queryable.js';
import type { SendingAccount } from '../replies/choose-account.js';

/** The mailbox that the address wrote to last, else the oldest; of these account groups alone. */
export const findAskingAccount = async (
  db: Queryable,
  identityId: string,
  accountGroupIds: readonly string[],
): Promise<SendingAccount | undefined> => {
  const [account] = (await db.query(
    `select a.id, a.channel, a.address::text as address, a.name, a.account_group_id as "accountGroupId"
     from account a where a.channel = 'email' and a.state = 'active' and a.account_group_id = any($2::uuid[])
     order by exists (select from message m where m.anchor_identity_id = $1 and m.account_group_id = a.account_group_id) desc,
       (select max(m.sort_at) from message m where m.anchor_identity_id = $1 and m.account_id = a.id) desc nulls last,
       a.created_at, a.id
     limit 1`,
    [identityId, accountGroupIds],
  )) as SendingAccount[];
  return account;
};
