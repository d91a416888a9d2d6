import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { isOver } from './read-invitations.js';

export interface InvitedPost {
  id: string;
  authorId: string;
  accountId: string;
  accountGroupId: string;
  ours: boolean;
  isTheirs: boolean;
}

/** The public message whose author could be invited; throws why nobody can be. */
export const findPost = async (db: Queryable, reader: Reader, messageId: string): Promise<InvitedPost> => {
  const [post] = (await db.query(
    `select m.id, i.id as "authorId", m.account_id as "accountId", m.account_group_id as "accountGroupId", i.ours,
       m.audience = 'public' and m.direction = 'inbound' and i.kind <> 'mail' as "isTheirs"
     from message m join identity i on i.id = m.author_identity_id where m.id = $1 and ${visibleTo('m', '$2')}`,
    [messageId, reader.accountGroupIds],
  )) as InvitedPost[];
  if (!post) throw new DomainError('not-found', 'There is no message with this id that you may see.');
  if (post.isTheirs && !post.ours) return post;
  throw new DomainError(
    'recipient-refused',
    'Nobody was invited: only whoever wrote a public message can be invited to go on in private.',
    { reason: 'nobody-to-invite' },
  );
};

/** A link must be mailed to whoever answers, from the account group that hears them. */
export const mustWriteMail = async (db: Queryable, { accountGroupId }: InvitedPost): Promise<void> => {
  const rows: object[] = await db.query(
    `select from account where channel = 'email' and state = 'active' and account_group_id = $1 limit 1`,
    [accountGroupId],
  );
  if (rows.length > 0) return;
  throw new DomainError(
    'cannot-reply',
    'Nobody was invited: no mail account of ours in this account group could go on in private. Add one, or make it active again.',
    { reason: 'no-account-to-invite' },
  );
};

/** The invitation of the same author at the same account that is open. */
export const openAlready = async (
  db: Queryable,
  { authorId, accountId }: InvitedPost,
): Promise<string | undefined> => {
  const [row] = (await db.query(
    `select v.id from invitation v where v.identity_id = $1 and v.account_id = $2 and not ${isOver('v')}
     order by v.made_at desc limit 1`,
    [authorId, accountId],
  )) as { id: string }[];
  return row?.id;
};
