import type { Reader } from '../../access/reader.js';
import { visibleTo } from '../../access/visible-to.js';
import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import type { SendingAccount } from '../../replies/choose-account.js';
import { knownLanguage } from '../../people-pages/known-language.js';
import { isOver } from '../read-invitations.js';

export interface Invited {
  to: { id: string; kind: string; key: string; handle: string | null; language: string | null };
  account: SendingAccount;
  /** The post that made somebody invite them. */
  postId: string;
}

interface Row {
  over: boolean;
  blocked: boolean;
  invited: Invited;
}

/** Whom an invitation that is open invites, and the account of ours that heard them. */
export const findInvited = async (db: Queryable, reader: Reader, id: string): Promise<Invited> => {
  const [row] = (await db.query(ofInvitation, [id, reader.accountGroupIds])) as Row[];
  if (!row) throw new DomainError('not-found', 'There is no invitation with this id that you may see.');
  if (row.over)
    throw new DomainError('cannot-reply', 'Nothing was sent: the invitation is over. Invite them anew.', {
      reason: 'invitation-over',
    });
  return unblocked(row);
};

/** Whom an invitation to the author of a public message would invite. */
export const findAuthor = async (db: Queryable, reader: Reader, messageId: string): Promise<Invited> => {
  const [row] = (await db.query(ofMessage, [messageId, reader.accountGroupIds])) as Row[];
  if (!row) throw new DomainError('not-found', 'There is no message with this id that you may see.');
  return unblocked(row);
};

const unblocked = ({ blocked, invited }: Row): Invited => {
  if (!blocked) return invited;
  throw new DomainError('recipient-refused', 'Nothing was sent: this address is blocked.', {
    reason: 'address-blocked',
  });
};

const both = (post: string) => `i.blocked, json_build_object(
  'to', json_build_object('id', i.id, 'kind', i.kind, 'key', i.key, 'handle', i.handle, 'language', ${knownLanguage('i.id', '$2')}),
  'postId', ${post},
  'account', json_build_object('id', a.id, 'channel', a.channel, 'address', a.address, 'name', a.name, 'accountGroupId', a.account_group_id)
) as invited`;

const ofInvitation = `
select ${isOver('v')} or a.state <> 'active' as over, ${both('v.message_id')}
from invitation v join identity i on i.id = v.identity_id join account a on a.id = v.account_id
where v.id = $1 and ${visibleTo('v', '$2')}`;

const ofMessage = `
select false as over, ${both('m.id')}
from message m join identity i on i.id = m.author_identity_id join account a on a.id = m.account_id
where m.id = $1 and ${visibleTo('m', '$2')}`;
