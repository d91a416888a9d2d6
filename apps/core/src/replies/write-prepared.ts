import type { ReplyCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { noteCarried } from '../beginning/note-carried.js';
import { openMatter, takeMatter } from '../beginning/open-matter.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { writePromise } from '../promises/write-promise.js';
import { refuseWrongTime } from '../thread-actions/refuse-wrong-time.js';
import { projectThreads } from '../threads/project-threads.js';
import { applyTopicAction } from '../topics/apply-topic-action.js';
import { settleTopics } from '../topics/settle-topics.js';
import type { AnsweredMessage } from './find-answered-message.js';
import { holdOfReply } from './hold-of-reply.js';
import type { PreparedReply } from './prepare-reply.js';
import { TokenKeyring } from './token-keyring.js';
import { writeReply } from './write-reply.js';

interface ReplyToQueue {
  personId: string;
  reply: ReplyCreate;
  prepared: PreparedReply;
  /** Who gave the OK, where one was needed. */
  okBy?: string;
}

/** Writes a reply that was prepared in the same transaction: message, deliveries, outbox, topic, thread and live events. */
@Injectable()
export class WritePrepared {
  constructor(private readonly keyring: TokenKeyring) {}

  /** `reader`: its author. Resolves with the message. */
  async run(db: Queryable, reader: Reader, queued: ReplyToQueue): Promise<string> {
    const { reply, prepared, okBy } = queued;
    const { saidAnyway, ...parts } = prepared;
    const [workspace] = (await db.query('select name from workspace')) as { name: string }[];
    const now = new Date();
    const answered = await inItsTopic(db, prepared, { reply, now });
    const hold = { reply, answered, now };
    const messageId = await writeReply(db, {
      ...{ ...parts, answered },
      // Two have read it already.
      heldUntil: okBy === undefined ? await holdOfReply(db, reader.agentId, hold) : undefined,
      agentId: reader.agentId,
      organisation: workspace?.name ?? 'Filo',
      keys: this.keyring.keys,
      reply,
      now,
    });
    const opened = prepared.answered.topicId === null && answered.topicId !== null;
    const written = { ...queued, prepared: { ...prepared, answered }, messageId, opened };
    await promiseWith(db, reader, written);
    await moveThread(db, reader, written);
    if (parts.carried) await noteCarried(db, messageId, parts.carried);
    const data = {
      ...(saidAnyway.length > 0 && { saidAnyway: saidAnyway.map(({ kind }) => kind) }),
      ...(okBy !== undefined && { okBy }),
    };
    await recordAudit(db, { agentId: reader.agentId, kind: 'reply-queued', subjectId: messageId, data });
    return messageId;
  }
}

/** What begins a matter gets a topic of its own. */
const inItsTopic = async (
  db: Queryable,
  { answered, account }: PreparedReply,
  { reply, now }: { reply: ReplyCreate; now: Date },
): Promise<AnsweredMessage> => {
  if (!reply.begins || answered.topicId !== null) return answered;
  const { anchorIdentityId } = answered;
  const topicId = await openMatter(db, { anchorIdentityId, subject: reply.begins.subject, account, now });
  return { ...answered, topicId };
};

/** What the reply promises; where a colleague's OK took until it was due, it is late from the start. */
const promiseWith = async (
  db: Queryable,
  { agentId, timeZone }: Reader,
  { reply, prepared, messageId, okBy }: ReplyToQueue & { messageId: string },
): Promise<void> => {
  const { topicId } = prepared.answered;
  if (!reply.promise || topicId === null) return;
  const { text, dueAt, typed } = reply.promise;
  if (okBy === undefined) await refuseWrongTime(db, dueAt);
  const zone = reply.promise.timeZone ?? timeZone;
  const promise = { id: uuidv7(), topicId, messageId, text, dueAt, typed, timeZone: zone };
  await writePromise(db, { ...promise, ownerId: agentId, agentId });
};

const moveThread = async (
  db: Queryable,
  { accountGroupIds, agentId }: Reader,
  { personId, reply, prepared, messageId, opened }: ReplyToQueue & { messageId: string; opened: boolean },
): Promise<void> => {
  const { topicId, accountGroupId } = prepared.answered;
  if (opened && topicId !== null) await takeMatter(db, { topicId, agentId, messageId });
  await settleTopics(db, { messageIds: [messageId] });
  if (reply.close === true && topicId !== null) {
    const action = { kind: 'close', topicId } as const;
    await applyTopicAction(db, { personId, accountGroupIds, agentId, action, withMessageId: messageId });
  }
  await projectThreads(db, {
    personIds: [personId],
    bump: true,
    in: new Map([[personId, [accountGroupId]]]),
  });
  await recordLive(db, [
    { accountGroupId, kind: 'message', data: { threadId: personId, messageId, change: 'added' } },
    ...(reply.promise ? [{ accountGroupId, kind: 'promises' as const, data: { threadId: personId } }] : []),
  ]);
};
