import type { AccountLimits, TextRules } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { isHeardBy } from '../deletions/stand-in.js';
import type { AnsweredMessage } from './find-answered-message.js';

/** Address spaces whose channel has another name; the others are spoken by the channel of their own name. */
const channelOfSpace: Readonly<Record<string, string>> = { mail: 'email' };

export const channelFor = (addressSpace: string): string => channelOfSpace[addressSpace] ?? addressSpace;

/** What the choice rests on. */
export type ToAnswer = Pick<
  AnsweredMessage,
  'id' | 'accountId' | 'accountGroupId' | 'anchorIdentityId' | 'audience' | 'followersOnly'
> & { replyIdentity: Pick<AnsweredMessage['replyIdentity'], 'kind'> };

/** The account that an answer leaves from. */
export interface SendingAccount {
  id: string;
  channel: string;
  address: string;
  name: string | null;
  settings: Readonly<Record<string, unknown>>;
  /** How its channel counts an answer; null: nobody has said so, and nothing is counted. */
  textRules: TextRules | null;
  /** What its place allows in a post; null: it has not said so. */
  limits: AccountLimits | null;
  /** Each `BesideWord` that its connector obeys. */
  besideWords: string[];
  accountGroupId: string;
}

/**
 * The account that the message came to, else another that heard it, as that very account added again did; where its channel does not reach the author (a form), the account that the thread
 * was answered from before, else the oldest one of that channel. Always one of the message's own account group.
 */
export const chooseAccount = async (db: Queryable, answered: ToAnswer): Promise<SendingAccount | undefined> =>
  (await accountsToChoose(db, answered))[0];

/**
 * The accounts that can say it, the one of `chooseAccount` first. Beside it those that heard the message; a public one can be answered by any account of its
 * channel at the same server, which knows it by the same name. What only followers of its author can read, or was said in private on a network, is not there for an account that did not hear it.
 */
export const accountsToChoose = async (db: Queryable, answered: ToAnswer): Promise<SendingAccount[]> => {
  const [first, ...others] = await accountsByFitness(db, answered);
  if (!first) return [];
  const isPublic = answered.audience === 'public';
  return [
    first,
    ...others.filter(
      (one) => one.heard || (isPublic && first.heard && serverOf(one.address) === serverOf(first.address)),
    ),
  ];
};

const sees = {
  reason: 'no-account-sees',
  because:
    'only followers of its author can read this post, and the account of ours that received it is paused or removed. Make it active again.',
} as const;

const received = {
  reason: 'no-account-received',
  because:
    'only the account of ours that received this private message can answer it there, and it is paused or removed. Make it active again, or answer where they wrote to us otherwise.',
} as const;

/** Why an active account of the right channel cannot say it where there is none to choose; undefined: there is no such account. */
export const whyNotThere = (answered: ToAnswer): typeof sees | typeof received | undefined => {
  if (isForReceiver(answered)) return received;
  return answered.followersOnly ? sees : undefined;
};

/** A mail goes out from any mailbox; what was said in private elsewhere is there for nobody but whom it was said to. */
const isForReceiver = ({ audience, replyIdentity }: ToAnswer): boolean =>
  audience === 'private' && replyIdentity.kind !== 'mail';

/** Of `shop@red.example`; names without one stand at the one server that their network is. */
const serverOf = (address: string): string => address.replace(/^@/, '').split('@')[1] ?? '';

/** Nobody chooses among more. */
const offeredMax = 50;

/** The account, where it can still say it, whichever does by itself. */
export const ableAccount = async (
  db: Queryable,
  answered: ToAnswer,
  accountId: string,
): Promise<SendingAccount | undefined> =>
  (await accountsByFitness(db, answered)).find(({ id }) => id === accountId);

const accountsByFitness = async (
  db: Queryable,
  answered: ToAnswer,
): Promise<(SendingAccount & { heard: boolean })[]> =>
  (await db.query(
    `select a.id, a.channel, a.address::text as address, a.name, a.settings, a.limits, a.beside_words as "besideWords",
       a.account_group_id as "accountGroupId", (select r.text from channel_rules r where r.channel = a.channel) as "textRules",
       (a.id = $3) is true or ${isHeardBy('$5', 'a')} as heard
     from account a
     where a.channel = $1 and a.state = 'active' and a.account_group_id = $2
       and (not $6 or (a.id = $3) is true or ${isHeardBy('$5', 'a')})
     order by (a.id = $3) is true desc,
       ${isHeardBy('$5', 'a')} desc,
       (select max(m.sort_at) from message m
        where m.anchor_identity_id = $4 and m.direction = 'outbound' and m.account_id = a.id) desc nulls last,
       a.created_at, a.id
     limit ${offeredMax}`,
    [
      channelFor(answered.replyIdentity.kind),
      answered.accountGroupId,
      answered.accountId,
      answered.anchorIdentityId,
      answered.id,
      answered.followersOnly || isForReceiver(answered),
    ],
  )) as (SendingAccount & { heard: boolean })[];
