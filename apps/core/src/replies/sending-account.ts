import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { ableAccount, accountsToChoose, whyNotThere, type SendingAccount } from './choose-account.js';
import type { AnsweredMessage } from './find-answered-message.js';

/**
 * The account that an answer leaves from: the one that its writer chose; else the one that it was to leave from when it was scheduled (`agreedId`), whichever
 * would by itself by now; else that. Refuses where it cannot.
 */
export const sendingAccount = async (
  db: Queryable,
  answered: AnsweredMessage,
  { chosenId, agreedId }: { chosenId: string | undefined; agreedId: string | undefined },
): Promise<SendingAccount> => {
  const agreed = chosenId === undefined && agreedId !== undefined;
  const able = agreed ? await ableAccount(db, answered, agreedId) : undefined;
  if (able) return able;
  const accounts = await accountsToChoose(db, answered);
  const account = chosenId === undefined ? accounts[0] : accounts.find(({ id }) => id === chosenId);
  if (account && !agreed) return account;
  if (accounts.length > 0) throw agreed ? refused.agreed() : refused.chosen();
  const why = whyNotThere(answered);
  throw why ? refused.notThere(why) : refused.none();
};

const refused = {
  agreed: () =>
    new DomainError(
      'cannot-reply',
      'Nothing was sent: our account that it was to go from when it was scheduled is paused or removed. Look from which one it would go now, then send it or schedule it anew.',
      { reason: 'later-account-gone' },
    ),
  chosen: () =>
    new DomainError(
      'unknown-reference',
      'Nothing was sent: the account that you chose cannot answer this message. Choose another one.',
      { reason: 'account-cannot-answer' },
    ),
  notThere: ({ reason, because }: NonNullable<ReturnType<typeof whyNotThere>>) =>
    new DomainError('cannot-reply', `Nothing was sent: ${because}`, { reason }),
  none: () =>
    new DomainError(
      'cannot-reply',
      'Nothing was sent: no account of ours can write to this person. Add a mail account, or make it active again.',
      { reason: 'no-account-to-answer' },
    ),
};
