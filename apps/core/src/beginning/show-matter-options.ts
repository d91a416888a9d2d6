import type { IdentityView, ReplyOptions } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import type { Reader } from '../access/reader.js';
import { identityJson } from '../people-pages/identity-json.js';
import { limitsOf } from '../replies/keep-within-limits.js';
import { accountsToBegin } from './accounts-to-begin.js';
import { asAnswered, findAddressee } from './begin-matter.js';

/** Of a message that answers none: to whom it goes, and from which accounts it may. */
export const showMatterOptions = async (
  db: Queryable,
  { accountGroupIds }: Reader,
  { personId, identityId }: { personId: string; identityId: string },
): Promise<ReplyOptions> => {
  const addressee = await findAddressee(db, { personId, accountGroupIds, identityId });
  const accounts = await accountsToBegin(db, { identityId, accountGroupIds });
  const [account] = accounts;
  const limits = (one: (typeof accounts)[number]) => limitsOf(asAnswered(addressee, one.accountGroupId), one);
  const [identity] = (await db.query(
    `select ${identityJson('i', '$2')} as json from identity i where i.id = $1`,
    [identityId, accountGroupIds],
  )) as [{ json: IdentityView }];
  return {
    ...{ answersMessageId: null, answers: null, places: [], readers: null, contentWarning: null },
    ...{ asksLanguage: false, showsCard: false, subject: null, offered: [], ok: null, audience: 'private' },
    channel: account?.channel ?? null,
    limits: account ? limits(account) : null,
    accountAddress: account?.address ?? null,
    accounts: accounts.map((one) => ({ id: one.id, address: one.address, limits: limits(one) })),
    to: [
      {
        identity: identity.json,
        reason: 'is the address that you write to',
        why: [{ code: 'recipient-chosen' }],
      },
    ],
    cannotReply: account
      ? null
      : 'No account of ours can write to this person. Add a mail account, or make it active again.',
    cannotReplyWhy: account ? [] : [{ code: 'no-account-to-answer' }],
  };
};
