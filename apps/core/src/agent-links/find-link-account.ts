import type { Queryable } from '../database/queryable.js';
import type { SendingAccount } from '../replies/choose-account.js';

/**
 * An active mailbox that sends by a server of its own. One without writes into the outbox page, where anybody of its account
 * group could read the link of a colleague and become them.
 */
export const linkAccounts = `
  a.channel = 'email' and a.state = 'active' and jsonb_typeof(a.settings -> 'smtp') = 'object'`;

/** The account of this id, if links may leave by it. */
export const findLinkAccount = async (
  db: Queryable,
  accountId: string,
  groups: readonly string[] | 'any',
): Promise<SendingAccount | undefined> => {
  const [account] = (await db.query(
    `select a.id, a.channel, a.address::text as address, a.name, a.account_group_id as "accountGroupId"
     from account a where a.id = $1 and ${linkAccounts} and ($2::uuid[] is null or a.account_group_id = any($2))`,
    [accountId, groups === 'any' ? null : groups],
  )) as SendingAccount[];
  return account;
};
