import type { MessageMark, LinkToRead, SendInput } from '@filo/contracts';
import type { ReplyCreate } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { CarriedMessage } from '../beginning/carried-message.js';
import { wordsWith } from '../beginning/words-with.js';
import type { Queryable } from '../database/queryable.js';
import { placeWritten } from '../topics/place-written.js';
import { queueSends, type SendToQueue } from '../outbox/queue-send.js';
import type { SendingAccount } from './choose-account.js';
import type { Recipient } from './choose-recipients.js';
import type { AnsweredMessage } from './find-answered-message.js';
import { domainOf } from './mail-address.js';
import { contentWarningMark, unlistedMark } from './own-marks.js';
import { mintMessageId } from './message-id.js';
import { readersByDefault } from './narrow-answer.js';
import { placeImages, type PlacedAttachment } from './place-images.js';
import { replyReferences, replySubject, subjectOf } from './reply-headers.js';
import { mintReplyToken, replyAddressWith } from './reply-token.js';
import type { TakenAttachment } from './take-attachments.js';
import type { TokenKeys } from './token-keys.js';

/** How long an answer to this mail is recognised by its token; afterwards by its references alone. */
const tokenDays = 400;

export interface ReplyToWrite {
  agentId: string;
  organisation: string;
  keys: TokenKeys;
  answered: AnsweredMessage;
  account: SendingAccount;
  recipients: readonly Recipient[];
  attachments: readonly TakenAttachment[];
  reply: ReplyCreate;
  /** Of a text that is too long for one post. */
  parts?: readonly string[] | undefined;
  /** What stands below the words; empty: nothing. */
  signature: string;
  carried?: CarriedMessage | undefined;
  /** The link that its network shows as a card. */
  card?: LinkToRead | undefined;
  now: Date;
  /** It does not leave before. */
  heldUntil?: Date | undefined;
}

/** Writes the message, who takes part, its attachments, and one queued delivery per recipient. Resolves with its id. */
export const writeReply = async (db: Queryable, write: ReplyToWrite): Promise<string> => {
  const { answered, account, recipients, reply } = write;
  const id = uuidv7();
  const domain = domainOf(account.address) ?? 'localhost';
  const warning = reply.contentWarning ?? answered.contentWarning ?? '';
  const said = wordsWith(reply, write);
  const mail = {
    messageId: id,
    threadingId: mintMessageId(write.keys, id, domain),
    subject: reply.begins?.subject ?? replySubject(answered.subject, matterOf(write)),
    text: said.text,
    ...placeImages(said, write.attachments, domain),
    ...replyReferences(answered),
  };
  await db.query(
    `with written as (
       insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id, author_agent_id,
         topic_id, answers_message_id, audience, subject, text, new_text, quoted_text, signature_text, html, threading_id, in_reply_to, reference_ids, sort_at, marks)
       values ($1, $2, $3, $4, 'outbound', 'human', $5, $6, $7, $8, $9, $10, $11, $18, $19, $20, $12, $13, $14, $15, $16, $17)
       returning id, topic_id)
     ${placeWritten}`,
    [
      id, account.channel, account.id, answered.accountGroupId, answered.anchorIdentityId, write.agentId, answered.topicId,
      answered.id, answered.audience, subjectOf(account, mail.subject), asItStands(warning, said.text), mail.html, mail.threadingId,
      mail.inReplyTo === undefined ? [] : [mail.inReplyTo], mail.references, write.now,
      JSON.stringify(marksOf(warning, write)), asItStands(warning, said.newText), said.quotedText, said.signatureText,
    ], // prettier-ignore
  );
  await db.query(
    `insert into participant (message_id, identity_id, role)
     select $1, r.id, r.role from json_to_recordset($2) as r(id uuid, role text) order by r.id on conflict do nothing`,
    [id, JSON.stringify(recipients.map((recipient) => ({ id: recipient.id, role: recipient.role })))],
  );
  await writeAttachments(db, id, { attachments: mail.attachments, alts: write.reply.alts });
  await queueSends(
    db,
    recipients.map((recipient) => sendTo(recipient, mail, write)),
  );
  return id;
};

/** The same that posts of others carry. */
const marksOf = (warning: string, { reply, answered }: ReplyToWrite): MessageMark[] => [
  ...(warning === '' ? [] : [contentWarningMark]),
  ...((reply.readers ?? readersByDefault(answered)) === 'unlisted' ? [unlistedMark] : []),
];

/** As posts of others are read: a warning stands above the words, their own that is carried over as well. */
const asItStands = (warning: string, text: string): string =>
  warning === '' ? text : `CW: ${warning}\n\n${text}`;

/** A topic may have been opened in private, and its subject is a word of that. */
const matterOf = ({ answered, organisation }: ReplyToWrite): string =>
  (answered.audience === 'public' ? null : answered.topicSubject) ?? organisation;

const writeAttachments = async (
  db: Queryable,
  messageId: string,
  {
    attachments,
    alts = {},
  }: { attachments: readonly PlacedAttachment[]; alts: ReplyToWrite['reply']['alts'] },
) => {
  if (attachments.length === 0) return;
  await db.query(
    `with r as (
       select * from json_to_recordset($2) as r(id uuid, position int, sha256 text, name text, media_type text, content_id text, alt text)
     ), held as (
       update blob set upload_only = false from r where blob.sha256 = r.sha256 and blob.upload_only)
     insert into attachment (id, message_id, position, sha256, name, media_type, inline, content_id, alt)
     select r.id, $1, r.position, r.sha256, r.name, r.media_type, r.content_id is not null, r.content_id, r.alt from r`,
    [
      messageId,
      JSON.stringify(
        attachments.map(({ uploadId, sha256, name, mediaType, contentId }, position) => ({
          id: uuidv7(),
          position,
          sha256,
          name,
          media_type: mediaType,
          content_id: contentId ?? null,
          alt: alts[uploadId] || null,
        })),
      ),
    ],
  );
};

type Mail = {
  messageId: string;
  threadingId: string;
  subject: string;
  text: string;
  html: string;
  attachments: readonly PlacedAttachment[];
  inReplyTo: string | undefined;
  references: string[];
};

const sendTo = (recipient: Recipient, mail: Mail, write: ReplyToWrite): SendToQueue => {
  const { account, recipients, reply, heldUntil } = write;
  const deliveryId = uuidv7();
  const expiresAt = new Date(write.now.getTime() + tokenDays * 86_400_000);
  const replyToken = mintReplyToken(write.keys, deliveryId, expiresAt);
  const replyAddress = replyAddressWith(account.address, replyToken);
  const beside = besideText(write);
  const payload: SendInput = {
    v: 1,
    type: 'send',
    eventId: uuidv7(),
    channel: account.channel,
    accountId: account.id,
    deliveryId,
    attempt: 1,
    recipient: refOf(recipient),
    visibleTo: recipients.filter(({ role }) => role === 'to').map(refOf),
    visibleCc: recipients.filter(({ role }) => role === 'cc').map(refOf),
    from: {
      kind: recipient.kind,
      key: account.address,
      ...(account.name === null ? {} : { name: account.name }),
    },
    // Whoever does not know `readers` must not let more read it.
    audience: beside.readers === undefined ? write.answered.audience : 'private',
    ...(write.parts && { parts: [...write.parts] }),
    ...beside,
    ...mail,
    attachments: mail.attachments.map(({ uploadId, sha256, bytes, name, mediaType, contentId }) => ({
      blob: { sha256, bytes },
      name,
      mediaType,
      ...(contentId === undefined ? {} : { inline: true, contentId }),
      ...(reply.alts?.[uploadId] ? { alt: reply.alts[uploadId] } : {}),
    })),
    ...(replyAddress === undefined ? {} : { replyAddress }),
    date: write.now.toISOString(),
  };
  return { payload, recipientIdentityId: recipient.id, role: recipient.role, replyToken, heldUntil };
};

const besideText = ({
  reply: { readers, contentWarning, language },
  card,
}: ReplyToWrite): Pick<SendInput, 'readers' | 'contentWarning' | 'language' | 'card'> => ({
  ...(readers === 'unlisted' && { readers }),
  ...(contentWarning !== undefined && { contentWarning }),
  ...(language !== undefined && { language }),
  ...(card && { card }),
});

const refOf = ({ kind, key, name, handle }: Recipient) => ({
  kind,
  key,
  ...(name === null ? {} : { name }),
  ...(handle === null ? {} : { handle }),
});
