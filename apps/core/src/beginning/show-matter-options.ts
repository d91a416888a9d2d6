import type { IdentityView, ReplyOptions } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import type { Reader } from '../access/reader.js';
import { identityJson } from '../people-pages/identity-json.js';
import { limitsOf } from '../replies/keep-within-limits.js';
import { visibleTo } from '../access/visible-to.js';
import { signaturesFor } from '../signatures/signatures-for.js';
import { accountsToBegin } from './accounts-to-begin.js';
import { asAnswered, findAddressee } from './begin-matter.js';

/** Of a message that answers none: to whom it goes, and from which accounts it may; of one that takes another along, who reads it there who does not already. */
export const showMatterOptions = async (
  db: Queryable,
  reader: Reader,
  { personId, identityId, carries }: { personId: string; identityId: string; carries?: string | undefined },
): Promise<ReplyOptions> => {
  const { accountGroupIds } = reader;
  const addressee = await findAddressee(db, { personId, accountGroupIds, identityId });
  const originGroupId = await groupOf(db, accountGroupIds, carries);
  const accounts = await accountsToBegin(db, { identityId, accountGroupIds, originGroupId });
  const readers = await otherReaders(db, accounts, originGroupId);
  const [account] = accounts;
  const limits = (one: (typeof accounts)[number]) => limitsOf(asAnswered(addressee, one.accountGroupId), one);
  const signatures = signing(db, reader, addressee);
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
    accounts: accounts.map((one) => ({
      id: one.id,
      address: one.address,
      limits: limits(one),
      ...readers(one),
    })),
    signatures: await signatures(account),
    to: [{ identity: identity.json, ...chosen }],
    ...(account ? canWrite : noAccount),
  };
};

const chosen = { reason: 'is the address that you write to', why: [{ code: 'recipient-chosen' }] };

const canWrite = { cannotReply: null, cannotReplyWhy: [] };
const noAccount = {
  cannotReply: 'No account of ours can write to this person. Add a mail account, or make it active again.',
  cannotReplyWhy: [{ code: 'no-account-to-answer' }],
};

/** Below what leaves from an account. */
const signing =
  (db: Queryable, reader: Reader, addressee: Parameters<typeof asAnswered>[0]) =>
  async (account: { id: string; accountGroupId: string } | undefined): Promise<ReplyOptions['signatures']> =>
    account
      ? signaturesFor(db, reader, {
          answered: asAnswered(addressee, account.accountGroupId),
          accountId: account.id,
        })
      : null;

const groupOf = async (
  db: Queryable,
  accountGroupIds: readonly string[],
  messageId: string | undefined,
): Promise<string | null> => {
  if (messageId === undefined) return null;
  const [origin] = (await db.query(
    `select m.account_group_id as id from message m where m.id = $1 and ${visibleTo('m', '$2')}`,
    [messageId, accountGroupIds],
  )) as { id: string }[];
  return origin?.id ?? null;
};

/** The account group whose agents would read what another one said, by its name. */
const otherReaders = async (
  db: Queryable,
  accounts: readonly { accountGroupId: string }[],
  originGroupId: string | null,
) => {
  if (originGroupId === null) return () => ({});
  const groups = (await db.query('select id, name from account_group where id = any($1::uuid[])', [
    accounts.map(({ accountGroupId }) => accountGroupId),
  ])) as { id: string; name: string }[];
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  return ({ accountGroupId }: { accountGroupId: string }) => ({
    otherReaders: accountGroupId === originGroupId ? null : (names.get(accountGroupId) ?? ''),
  });
};
