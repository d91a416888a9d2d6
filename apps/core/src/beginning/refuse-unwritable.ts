import { isOurAddress } from '../accounts/is-our-address.js';
import { isBlocked } from '../blocking/blocked-authors.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';

/** Refuses to begin a matter with whom nobody writes to: our own addresses, those that were blocked, and what is no mail address. */
export const refuseUnwritable = async (db: Queryable, identityId: string): Promise<void> => {
  const [to] = (await db.query(
    `select i.kind, i.key, i.ours, ${isBlocked('i')} as blocked from identity i where i.id = $1`,
    [identityId],
  )) as {
    kind: string;
    key: string;
    ours: boolean;
    blocked: boolean;
  }[];
  if (!to || to.kind !== 'mail')
    throw new DomainError(
      'recipient-refused',
      'Nothing was sent: a new message goes to a mail address. Choose one of this person, or answer what they wrote.',
      { reason: 'no-mail-address' },
    );
  const more = { recipient: to.key };
  if (to.ours || (await isOurAddress(db, to.key)))
    throw new DomainError(
      'recipient-refused',
      `Nothing was sent: ${to.key} is one of our own addresses. Take it out of the recipients.`,
      { reason: 'our-own-address', ...more },
    );
  if (to.blocked)
    throw new DomainError(
      'recipient-refused',
      `Nothing was sent: ${to.key} is blocked. Unblock it on the person’s page first, if you mean to write there.`,
      { reason: 'recipient-blocked', ...more },
    );
};

export const noAccount = (): DomainError =>
  new DomainError(
    'cannot-reply',
    'Nothing was sent: no account of ours can write to this person. Add a mail account, or make it active again.',
    { reason: 'no-account-to-answer' },
  );

export const accountGone = (): DomainError =>
  new DomainError(
    'cannot-reply',
    'This mail cannot be sent again: our account that it left from is paused or removed. Make it active again, or forward the mail from another one.',
    { reason: 'resend-account-gone' },
  );

export const noAccountOfOrigin = (): DomainError =>
  new DomainError(
    'cannot-reply',
    'Nothing was sent: no active mail account stands in the account group of the message that it takes along. Choose one of another group if whoever sees that may read it.',
    { reason: 'no-account-of-origin' },
  );
