import type { AccountLimits } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import type { AnsweredMessage } from './find-answered-message.js';

/** Address spaces whose channel has another name; the others are spoken by the channel of their own name. */
const channelOfSpace: Readonly<Record<string, string>> = { mail: 'email' };

export const channelFor = (addressSpace: string): string => channelOfSpace[addressSpace] ?? addressSpace;

/** The account that an answer leaves from. */
export interface SendingAccount {
  id: string;
  channel: string;
  address: string;
  name: string | null;
  settings: Readonly<Record<string, unknown>>;
  /** What its place allows in a post; null: it has not said so. */
  limits: AccountLimits | null;
  /** Each `BesideWord` that its connector obeys. */
  besideWords: string[];
  accountGroupId: string;
}

/**
 * The account that the message came to; where its channel does not reach the author (a form), the account that the thread
 * was answered from before, else the oldest one of that channel. Always one of the message's own account group.
 */
export const chooseAccount = async (
  db: Queryable,
  answered: AnsweredMessage,
): Promise<SendingAccount | undefined> => {
  const [account] = (await db.query(
    `select a.id, a.channel, a.address::text as address, a.name, a.settings, a.limits, a.beside_words as "besideWords",
       a.account_group_id as "accountGroupId"
     from account a
     where a.channel = $1 and a.state = 'active' and a.account_group_id = $2
     order by (a.id = $3) is true desc,
       (select max(m.sort_at) from message m
        where m.anchor_identity_id = $4 and m.direction = 'outbound' and m.account_id = a.id) desc nulls last,
       a.created_at, a.id
     limit 1`,
    [
      channelFor(answered.replyIdentity.kind),
      answered.accountGroupId,
      answered.accountId,
      answered.anchorIdentityId,
    ],
  )) as SendingAccount[];
  return account;
};
