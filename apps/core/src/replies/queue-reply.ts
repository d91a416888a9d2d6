import { Bus } from '@filo/bus';
import type { ReplyCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { BlobStore } from '../blobs/blob-store.js';
import { putOnBus } from '../blobs/put-on-bus.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { ShowMessages } from '../thread-pages/show-messages.js';
import { lockThreads } from '../threads/lock-threads.js';
import { projectThreads } from '../threads/project-threads.js';
import { applyTopicAction } from '../topics/apply-topic-action.js';
import { settleTopics } from '../topics/settle-topics.js';
import { checkVersion } from './check-version.js';
import { chooseAccount, type SendingAccount } from './choose-account.js';
import { chooseRecipients } from './choose-recipients.js';
import { findAnsweredMessage, type AnsweredMessage } from './find-answered-message.js';
import { claimKey, keepAnswer } from './idempotency.js';
import { keepWithinLimits } from './keep-within-limits.js';
import { takeAttachments } from './take-attachments.js';
import { keepPrivateWords } from './keep-private-words.js';
import { TokenKeyring } from './token-keyring.js';
import { writeReply } from './write-reply.js';

export interface ReplyRequest {
  personId: string;
  reply: ReplyCreate;
  /** The thread version that the agent saw. */
  seen: number;
  idempotencyKey: string;
}

interface Written {
  request: ReplyRequest;
  answered: AnsweredMessage;
  messageId: string;
}

/**
 * Queues a reply: message, deliveries, outbox, topic, thread and live events in one transaction, or nothing at all. The same
 * key and request answer with the message that was made the first time, whatever has happened since.
 */
@Injectable()
export class QueueReply {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly blobs: BlobStore,
    private readonly keyring: TokenKeyring,
    private readonly shown: ShowMessages,
  ) {}

  async run(reader: Reader, request: ReplyRequest): Promise<string> {
    const attachments = await takeAttachments(
      this.dataSource,
      reader.agentId,
      request.reply.attachments ?? [],
    );
    await putOnBus(this.bus, this.blobs, attachments);
    return inTransaction(this.dataSource, async (db) => {
      const claim = {
        agentId: reader.agentId,
        key: request.idempotencyKey,
        personId: request.personId,
        request: ['reply', request.reply],
      };
      const earlier = await claimKey(db, claim);
      if (earlier !== undefined) return earlier;
      const { personId } = request;
      await lockThreads(db, [personId]);
      await checkVersion(db, this.shown, { reader, personId, seen: request.seen });
      const answered = await this.findAnswered(db, reader, request);
      const account = await this.sendingAccount(db, answered, request.reply);
      const recipients = await chooseRecipients(db, answered, { ...reader, reply: request.reply });
      const [workspace] = (await db.query('select name from workspace')) as { name: string }[];
      const messageId = await writeReply(db, {
        agentId: reader.agentId,
        organisation: workspace?.name ?? 'Filo',
        keys: this.keyring.keys,
        answered,
        account,
        recipients,
        attachments,
        reply: request.reply,
        now: new Date(),
      });
      await this.moveThread(db, reader, { request, answered, messageId });
      await keepAnswer(db, claim, messageId);
      await recordAudit(db, { agentId: reader.agentId, kind: 'reply-queued', subjectId: messageId });
      return messageId;
    });
  }

  private async findAnswered(db: Queryable, reader: Reader, request: ReplyRequest): Promise<AnsweredMessage> {
    const { topicId, answersMessageId: messageId } = request.reply;
    const { accountGroupIds } = reader;
    const answered = await findAnsweredMessage(db, {
      personId: request.personId,
      accountGroupIds,
      topicId,
      messageId,
    });
    if (answered?.audience === 'public') await keepPrivateWords(db, reader, request);
    if (answered) return answered;
    throw messageId === undefined && topicId === undefined
      ? new DomainError(
          'cannot-reply',
          'Nothing was sent: there is no message of this person to answer yet.',
          { reason: 'nothing-to-answer' },
        )
      : new DomainError(
          'unknown-reference',
          'Nothing was sent: this thread holds no such topic or message to answer.',
          { reason: 'no-such-topic' },
        );
  }

  private async sendingAccount(
    db: Queryable,
    answered: AnsweredMessage,
    reply: ReplyCreate,
  ): Promise<SendingAccount> {
    const account = await chooseAccount(db, answered);
    if (account) {
      keepWithinLimits(account.channel, reply);
      return account;
    }
    throw new DomainError(
      'cannot-reply',
      'Nothing was sent: no account of ours can write to this person. Add a mail account, or make it active again.',
      { reason: 'no-account-to-answer' },
    );
  }

  private async moveThread(
    db: Queryable,
    reader: Reader,
    { request, answered, messageId }: Written,
  ): Promise<void> {
    const { personId, reply } = request;
    const { topicId, accountGroupId } = answered;
    await settleTopics(db, { messageIds: [messageId] });
    if (reply.close === true && topicId !== null) {
      const action = { kind: 'close', topicId } as const;
      await applyTopicAction(db, {
        personId,
        accountGroupIds: reader.accountGroupIds,
        agentId: reader.agentId,
        action,
      });
    }
    await projectThreads(db, {
      personIds: [personId],
      bump: true,
      in: new Map([[personId, [accountGroupId]]]),
    });
    await recordLive(db, [
      { accountGroupId, kind: 'message', data: { threadId: personId, messageId, change: 'added' } },
    ]);
  }
}
