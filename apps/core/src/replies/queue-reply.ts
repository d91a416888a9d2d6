import type { PrivateWords, ReplyCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { takeUp } from '../listening/take-up-post.js';
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
import { keepPictures } from './keep-pictures.js';
import { keepWithinLimits, limitsOf } from './keep-within-limits.js';
import { FilesForReply } from './files-for-reply.js';
import { KeepPrivateWords, PublicWordRules } from './private-words/keep-private-words.js';
import { narrowAnswer } from './narrow-answer.js';
import type { TakenAttachment } from './take-attachments.js';
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
    private readonly files: FilesForReply,
    private readonly rules: PublicWordRules,
    private readonly keyring: TokenKeyring,
    private readonly shown: ShowMessages,
  ) {}

  async run(reader: Reader, request: ReplyRequest): Promise<string> {
    const attachments = await this.files.run(reader.agentId, request.reply.attachments ?? []);
    const privateWords = await this.readPrivate(reader, request);
    return inTransaction(this.dataSource, async (db) => {
      const claim = {
        agentId: reader.agentId,
        key: request.idempotencyKey,
        personId: request.personId,
        request: ['reply', request.reply],
      };
      const earlier = await claimKey(db, claim);
      if (earlier !== undefined) return earlier;
      await lockThreads(db, [request.personId]);
      await checkVersion(db, this.shown, { reader, ...request });
      const theirs = await this.findAnswered(db, reader, request);
      const account = await this.sendingAccount(db, theirs);
      const limits = limitsOf(theirs, account, request.reply.contentWarning);
      const answered = narrowAnswer(theirs, request.reply, limits);
      const saidAnyway = await this.keepPrivate(db, reader, { request, answered, privateWords });
      const parts = keepToNetwork(limits, request.reply, attachments);
      const recipients = await chooseRecipients(db, answered, { ...reader, reply: request.reply });
      const messageId = await writeReply(db, {
        agentId: reader.agentId,
        organisation: await ourName(db),
        keys: this.keyring.keys,
        answered,
        account,
        recipients,
        attachments,
        reply: request.reply,
        parts,
        now: new Date(),
      });
      await this.moveThread(db, reader, { request, answered, messageId });
      await keepAnswer(db, claim, messageId);
      const data = saidAnyway.length > 0 ? { saidAnyway: saidAnyway.map(({ kind }) => kind) } : {};
      await recordAudit(db, { agentId: reader.agentId, kind: 'reply-queued', subjectId: messageId, data });
      return messageId;
    });
  }

  private async findAnswered(db: Queryable, reader: Reader, request: ReplyRequest): Promise<AnsweredMessage> {
    const { topicId, answersMessageId: messageId } = request.reply;
    const { accountGroupIds } = reader;
    // Whoever answers a post that was only found sees to it.
    if (messageId !== undefined) await takeUp(db, reader, { messageId, keyring: this.keyring });
    const answered = await findAnsweredMessage(db, {
      personId: request.personId,
      accountGroupIds,
      topicId,
      messageId,
    });
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

  /** A long thread is read before its lock is taken. */
  private async readPrivate(reader: Reader, request: ReplyRequest): Promise<KeepPrivateWords | undefined> {
    const { topicId, answersMessageId: messageId } = request.reply;
    const { personId } = request;
    const wanted = { personId, accountGroupIds: reader.accountGroupIds, topicId, messageId };
    const answered = await findAnsweredMessage(this.dataSource, wanted);
    if (answered?.audience !== 'public') return undefined;
    return KeepPrivateWords.begin(this.dataSource, this.asked(reader, request, answered));
  }

  /** What goes out in public although it is private, because the agent said so. */
  private async keepPrivate(
    db: Queryable,
    reader: Reader,
    look: Omit<Written, 'messageId'> & { privateWords: KeepPrivateWords | undefined },
  ): Promise<PrivateWords['found']> {
    if (look.answered.audience !== 'public') return [];
    const asked = this.asked(reader, look.request, look.answered);
    return (look.privateWords ?? (await KeepPrivateWords.begin(db, asked))).run(db);
  }

  private asked(
    reader: Reader,
    { personId, reply }: ReplyRequest,
    { answeredInPublic, replyIdentity }: AnsweredMessage,
  ) {
    const followersOnly = answeredInPublic ? (replyIdentity.handle ?? replyIdentity.key) : undefined;
    return { reader, rules: this.rules, personId, reply, followersOnly };
  }

  private async sendingAccount(db: Queryable, answered: AnsweredMessage): Promise<SendingAccount> {
    const account = await chooseAccount(db, answered);
    if (account) return account;
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

const ourName = async (db: Queryable): Promise<string> => {
  const [workspace] = (await db.query('select name from workspace')) as { name: string }[];
  return workspace?.name ?? 'Filo';
};

/** Resolves with the parts of an answer that is to be split. */
const keepToNetwork = (
  limits: string,
  reply: ReplyCreate,
  attachments: readonly TakenAttachment[],
): string[] | undefined => {
  keepPictures(limits, reply, attachments);
  return keepWithinLimits(limits, reply);
};
