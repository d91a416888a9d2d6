import type { Queryable } from '../database/queryable.js';
import { isHeardBy } from '../deletions/stand-in.js';
import type { SendingAccount } from '../replies/choose-account.js';

/**
 * The account that can write to this identity in private, of these account groups alone. To a mail address: the mailbox that
 * it wrote to last, else the oldest. To anybody else: the account that they wrote to in private last, for elsewhere a platform
 * lets us write to nobody, or only where everybody reads it.
 */
export const findAskingAccount = async (
  db: Queryable,
  identityId: string,
  accountGroupIds: readonly string[],
): Promise<SendingAccount | undefined> => {
  const [account] = (await db.query(
    `select a.id, a.channel, a.address::text as address, a.name, a.account_group_id as "accountGroupId"
     from account a join identity i on i.id = $1
     where a.state = 'active' and a.account_group_id = any($2::uuid[])
       and case when i.kind = 'mail' then a.channel = 'email'
         else a.channel = i.kind and exists (select from message m where m.anchor_identity_id = i.id and (m.account_id = a.id or ${isHeardBy('m.id', 'a')})
           and m.direction = 'inbound' and m.audience = 'private') end
     order by exists (select from message m where m.anchor_identity_id = $1 and m.account_group_id = a.account_group_id) desc,
       (select max(m.sort_at) from message m where m.anchor_identity_id = $1 and m.account_id = a.id
         and (i.kind = 'mail' or m.audience = 'private')) desc nulls last,
       a.created_at, a.id
     limit 1`,
    [identityId, accountGroupIds],
  )) as SendingAccount[];
  return account;
};
