import type { ReplyCreate } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { mayStandInMail } from '../attachments/content-disposition.js';
import type { Queryable } from '../database/queryable.js';
import { isEmptied } from '../deletions/is-emptied.js';
import { DomainError } from '../http/domain-error.js';
import { knownName } from '../people-pages/known-name.js';
import type { TakenAttachment } from '../replies/take-attachments.js';
import { forwardedWords, type CarriedOrigin } from './forwarded-words.js';

type Carries = NonNullable<NonNullable<ReplyCreate['begins']>['carries']>;

/** What a message takes along of another one: its words, and the files that were chosen with the pictures that stand in the words. */
export interface CarriedMessage {
  kind: Carries['kind'];
  originId: string;
  /** Where it was said or heard. */
  accountId: string | null;
  accountGroupId: string;
  /** Below the words of the agent; HTML as it is written, with pictures as `cid:` and the id of their attachment. */
  text: string;
  html: string;
  attachments: TakenAttachment[];
  /** Of what is said again: where it stood, and what it answered. */
  topicId: string | null;
  inReplyTo: string | null;
  references: string[];
}

/** Refuses what its reader may not see, what is gone, and files that are not its own. */
export const readCarried = async (
  db: Queryable,
  { accountGroupIds }: Pick<Reader, 'accountGroupIds'>,
  { kind, messageId, attachmentIds }: Carries,
): Promise<CarriedMessage> => {
  const [origin] = (await db.query(reading, [messageId, accountGroupIds])) as Origin[];
  if (!origin || (kind === 'resend' && !origin.isOurs)) throw refused('no-such-message');
  const files = (await db.query(readingFiles, [messageId])) as File[];
  const inWords = files.filter(
    ({ inline, contentId }) => inline && origin.html?.includes(`cid:${contentId}`),
  );
  const chosen = attachmentIds.map((id) => {
    const file = files.find((one) => one.uploadId === id);
    if (file) return file;
    throw refused('no-such-attachment');
  });
  const attachments = [...new Set([...chosen, ...inWords])];
  const words = forwardedWords(
    kind,
    origin,
    (contentId) => attachments.find((file) => file.contentId === contentId && shows(file))?.uploadId,
  );
  const { accountId, accountGroupId, topicId, inReplyTo, references } = origin;
  return {
    ...{ kind, originId: messageId, accountId, accountGroupId, ...words, topicId, inReplyTo, references },
    attachments: attachments.map(({ inline: _, contentId: __, ...file }) => file),
  };
};

/** What stands in the words and cannot be shown there goes along as a plain file. */
const shows = ({ mediaType }: File): boolean => mayStandInMail(mediaType);

interface Origin extends CarriedOrigin {
  accountId: string | null;
  accountGroupId: string;
  isOurs: boolean;
  topicId: string | null;
  inReplyTo: string | null;
  references: string[];
}

interface File extends TakenAttachment {
  inline: boolean;
  contentId: string | null;
}

const refused = (reason: 'no-such-message' | 'no-such-attachment'): DomainError =>
  new DomainError(
    'unknown-reference',
    reason === 'no-such-message'
      ? 'Nothing was sent: the message that it takes along is not there any more, or is none that you may see.'
      : 'Nothing was sent: a file that it takes along is not one of that message. Choose the files again.',
    { reason },
  );

/** Whoever it goes to may be anybody: no name that its agent may not know. */
const called = `coalesce(nullif(${knownName('i', '$2')}, '') || ' <' || i.key || '>', i.key)`;

const reading = `
select m.account_id as "accountId", m.account_group_id as "accountGroupId", m.subject, m.text, m.html, m.topic_id as "topicId", m.in_reply_to[1] as "inReplyTo", m.reference_ids as "references", m.sort_at as "sentAt",
  m.direction = 'outbound' and m.channel = 'email' and m.author_agent_id is not null as "isOurs",
  coalesce((select ${called} from identity i where i.id = m.author_identity_id),
    (select coalesce(a.name || ' <' || a.address || '>', a.address::text) from account a where a.id = m.account_id), '') as "from",
  coalesce((select string_agg(${called}, ', ' order by i.key) from participant p join identity i on i.id = p.identity_id
    where p.message_id = m.id and p.role = 'to'), '') as "to",
  coalesce((select string_agg(${called}, ', ' order by i.key) from participant p join identity i on i.id = p.identity_id
    where p.message_id = m.id and p.role = 'cc'), '') as cc
from message m where m.id = $1 and ${visibleTo('m', '$2')} and m.direction <> 'note' and m.class = 'human' and not ${isEmptied('m')}`;

const readingFiles = `
select a.id as "uploadId", a.sha256, b.bytes::float8 as bytes, a.name, a.media_type as "mediaType", a.inline, a.content_id as "contentId"
from attachment a join blob b using (sha256) where a.message_id = $1 order by a.position`;
