import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { queueSends } from '../outbox/queue-send.js';
import type { SendingAccount } from '../replies/choose-account.js';
import { domainOf } from '../replies/mail-address.js';
import { mintMessageId } from '../replies/message-id.js';
import type { TokenKeys } from '../replies/token-keys.js';
import { writeOurIdentity } from '../replies/write-our-identity.js';
import { placeWritten } from '../topics/place-written.js';
import type { WrittenMessage } from './read-written.js';

export interface ToAcknowledge {
  written: WrittenMessage;
  personId: string;
  account: SendingAccount;
  said: { subject: string; text: string };
  keys: TokenKeys;
  now: Date;
}

/**
 * Writes an acknowledgement and queues it, in the caller's transaction. It stands in the topic of what it acknowledges, is no human word and has no
 * agent: whoever wrote waits on as before. Nothing that its sender wrote is in it, not even a name. Resolves with whether it was the first.
 */
export const queueAcknowledgement = async (db: Queryable, ask: ToAcknowledge): Promise<boolean> => {
  const { written, personId, account } = ask;
  const [first] = (await db.query(
    `insert into acknowledged (message_id, identity_id, account_group_id) values ($1, $2, $3)
     on conflict do nothing returning message_id as id`,
    [written.messageId, written.to.id, written.accountGroupId],
  )) as { id: string }[];
  if (!first) return false;
  const messageId = uuidv7();
  const threadingId = mintMessageId(ask.keys, messageId, domainOf(account.address) ?? 'localhost');
  const mail = { messageId, threadingId, answers: harmlessId(written.threadingId) };
  await writeMessage(db, ask, mail);
  await queueSends(db, [{ payload: payloadOf(ask, mail), recipientIdentityId: written.to.id, role: 'to' }]);
  await recordLive(db, [
    {
      ...{ accountGroupId: written.accountGroupId, kind: 'message' },
      data: { threadId: personId, messageId, change: 'added' },
    },
  ]);
  return true;
};

interface Mail {
  messageId: string;
  threadingId: string;
  answers: string | undefined;
}

/** The one thing of theirs that goes back, so that mail programs show both together (RFC 3834, 3.1.5): as an id looks, and no sentence. */
const harmlessId = (id: string | null): string | undefined =>
  id !== null && /^[\w.!#$%&'*+/=?^`{|}~-]{1,100}@[\w.-]{1,100}$/.test(id) ? id : undefined;

const writeMessage = async (
  db: Queryable,
  { written, account, said, now }: ToAcknowledge,
  { messageId, threadingId, answers }: Mail,
): Promise<void> => {
  const references = answers === undefined ? [] : [answers];
  const us = account.address.toLowerCase();
  await writeOurIdentity(db, 'mail', us);
  await db.query(
    `with written as (
       insert into message (id, channel, account_id, account_group_id, direction, class, anchor_identity_id, author_identity_id, topic_id,
         answers_message_id, audience, subject, text, new_text, threading_id, in_reply_to, reference_ids, sort_at)
       select $2, $3, $4, $5, 'outbound', 'acknowledgement', $6, us.id, $7, $8, 'private', $9, $10, $10, $11, $12, $12, $13
       from identity us where us.kind = 'mail' and us.key = $1
       returning id, topic_id),
     placed as (${placeWritten})
     insert into participant (message_id, identity_id, role) select id, $14, 'to' from written`,
    [
      ...[us, messageId, account.channel, account.id],
      ...[written.accountGroupId, written.anchorIdentityId, written.topicId, written.messageId],
      ...[said.subject, said.text, threadingId, references, now, written.to.id],
    ],
  );
};

/** Without a name for whom it goes to: that is what the sender called themselves. */
const payloadOf = (
  { written: { to }, account, said, now }: ToAcknowledge,
  { messageId, threadingId, answers }: Mail,
) => ({
  ...{ v: 1 as const, type: 'send' as const, eventId: uuidv7(), deliveryId: uuidv7(), attempt: 1, messageId },
  ...{ channel: account.channel, accountId: account.id, audience: 'private' as const, automatic: true },
  recipient: { kind: to.kind, key: to.key },
  visibleTo: [{ kind: to.kind, key: to.key }],
  from: { kind: 'mail', key: account.address, ...(account.name === null ? {} : { name: account.name }) },
  ...{ subject: said.subject, text: said.text, threadingId, date: now.toISOString() },
  ...(answers !== undefined && { inReplyTo: answers, references: [answers] }),
});
