import type { ReplyCreate } from '@filo/contracts/http';
import { identityVisibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { knownName } from '../people-pages/known-name.js';
import type { SendingAccount } from '../replies/choose-account.js';
import type { AnsweredMessage } from '../replies/find-answered-message.js';
import { accountsToBegin } from './accounts-to-begin.js';
import type { CarriedMessage } from './carried-message.js';
import { accountGone, noAccount, noAccountOfOrigin, refuseUnwritable } from './refuse-unwritable.js';

export interface MatterWanted {
  personId: string;
  accountGroupIds: readonly string[];
  reply: Pick<ReplyCreate, 'begins' | 'topicId' | 'answersMessageId' | 'accountId'>;
  /** From which account it was to leave when it was scheduled. */
  agreedId?: string | undefined;
  carried?: CarriedMessage | undefined;
}

/** What a new message would answer, had something been said: it goes to the address, in private, from an account that was chosen. */
export interface BegunMatter {
  answered: AnsweredMessage;
  account: SendingAccount;
}

/** Refuses where the address is not this person’s, cannot be written to, or no account can. */
export const beginMatter = async (
  db: Queryable,
  { personId, accountGroupIds, reply, agreedId, carried }: MatterWanted,
): Promise<BegunMatter> => {
  const { begins, topicId, answersMessageId, accountId } = reply;
  if (!begins || topicId !== undefined || answersMessageId !== undefined)
    throw new DomainError(
      'invalid-request',
      'Nothing was sent: a message that begins a matter answers none, and stands in no topic yet.',
      { reason: 'begins-and-answers' },
    );
  const addressee = await findAddressee(db, { personId, accountGroupIds, identityId: begins.identityId });
  const originGroupId = carried?.accountGroupId;
  const accounts = await accountsToBegin(db, { identityId: addressee.id, accountGroupIds, originGroupId });
  const account =
    accountId === undefined && agreedId === undefined && carried
      ? accountOfOrigin(accounts, carried)
      : accountOf(accounts, accountId ?? agreedId, accountId === undefined);
  const answered = asAnswered(addressee, account.accountGroupId);
  return {
    answered: carried?.kind === 'resend' ? await asItStood(db, answered, { personId, carried }) : answered,
    account,
  };
};

const accountOf = (
  accounts: readonly SendingAccount[],
  wantedId: string | undefined,
  agreed: boolean,
): SendingAccount => {
  const account = wantedId === undefined ? accounts[0] : accounts.find(({ id }) => id === wantedId);
  if (account) return account;
  if (accounts.length === 0) throw noAccount();
  throw agreed
    ? new DomainError(
        'cannot-reply',
        'Nothing was sent: our account that it was to go from when it was scheduled is paused or removed. Look from which one it would go now, then send it or schedule it anew.',
        { reason: 'later-account-gone' },
      )
    : new DomainError(
        'unknown-reference',
        'Nothing was sent: the account that you chose cannot write to this person. Choose another one.',
        { reason: 'account-cannot-answer' },
      );
};

/** Words and files stay with those who may read them: what is said again leaves from its own account, what is forwarded from one of its account group. */
const accountOfOrigin = (
  accounts: readonly SendingAccount[],
  { kind, accountId, accountGroupId }: CarriedMessage,
): SendingAccount => {
  const account = accounts.find((one) =>
    kind === 'resend' ? one.id === accountId : one.accountGroupId === accountGroupId,
  );
  if (account) return account;
  if (kind === 'resend') throw accountGone();
  if (accounts.length === 0) throw noAccount();
  throw noAccountOfOrigin();
};

/** What is said again answers what it answered, in the topic where it stood, if that is this person’s; to anybody else it is a mail of its own. */
const asItStood = async (
  db: Queryable,
  answered: AnsweredMessage,
  { personId, carried }: { personId: string; carried: CarriedMessage },
): Promise<AnsweredMessage> => {
  const [topic] = (await db.query(
    `select t.id from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
     where t.id = $1 and l.person_id = $2 and t.account_group_id = $3`,
    [carried.topicId, personId, answered.accountGroupId],
  )) as { id: string }[];
  if (!topic) return answered;
  const { inReplyTo, references } = carried;
  return { ...answered, topicId: topic.id, threadingId: inReplyTo, references };
};

type Addressee = AnsweredMessage['replyIdentity'];

/** The address, if it is this person’s and the reader may know that. */
export const findAddressee = async (
  db: Queryable,
  {
    personId,
    accountGroupIds,
    identityId,
  }: { personId: string; accountGroupIds: readonly string[]; identityId: string },
): Promise<Addressee> => {
  const [found] = (await db.query(
    `select i.id, i.kind, i.key, ${knownName('i', '$3')} as name, i.handle, i.ours
     from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null
     where i.id = $1 and l.person_id = $2 and ${identityVisibleTo('i', '$3')}`,
    [identityId, personId, accountGroupIds],
  )) as Addressee[];
  if (!found)
    throw new DomainError(
      'unknown-reference',
      'Nothing was sent: this address is not this person’s any more. Look whose it is now.',
      { reason: 'no-address-of-theirs' },
    );
  await refuseUnwritable(db, found.id);
  return found;
};

export const asAnswered = (replyIdentity: Addressee, accountGroupId: string): AnsweredMessage => ({
  ...{ id: null, topicId: null, topicSubject: null, accountId: null, accountGroupId },
  ...{
    anchorIdentityId: replyIdentity.id,
    audience: 'private',
    answeredInPublic: false,
    followersOnly: false,
  },
  ...{ theirReaders: 'author', contentWarning: null, proof: null, subject: null, threadingId: null },
  ...{ references: [], authorIdentityId: null, replyIdentity },
});
