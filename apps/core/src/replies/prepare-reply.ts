import type { LinkToRead } from '@filo/contracts';
import type { PrivateWords, ReplyCreate } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { beginMatter, type BegunMatter } from '../beginning/begin-matter.js';
import { readCarried, type CarriedMessage } from '../beginning/carried-message.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { takeUp } from '../listening/take-up-post.js';
import { ShowMessages } from '../thread-pages/show-messages.js';
import { lockThreads } from '../threads/lock-threads.js';
import { cardOfReply } from './card-of-reply.js';
import { checkVersion } from './check-version.js';
import { answeredFrom } from './answered-from.js';
import type { SendingAccount } from './choose-account.js';
import { chooseRecipients, type Recipient } from './choose-recipients.js';
import { FilesForReply } from './files-for-reply.js';
import { findAnsweredMessage, type AnsweredMessage, type StandingMessage } from './find-answered-message.js';
import { keepPictures } from './keep-pictures.js';
import { keepSendable } from './keep-sendable.js';
import { keepWithinLimits, limitsOf } from './keep-within-limits.js';
import { KeepPrivateWords, PublicWordRules } from './private-words/keep-private-words.js';
import { narrowAnswer } from './narrow-answer.js';
import { refuseBlanks } from './refuse-blanks.js';
import { refuseGoneMessage } from './refuse-gone.js';
import { sendingAccount } from './sending-account.js';
import type { TakenAttachment } from './take-attachments.js';
import { signatureOf } from '../signatures/signatures-for.js';
import { TokenKeyring } from './token-keyring.js';

export interface ReplyWanted {
  personId: string;
  reply: ReplyCreate;
  /** The thread version that the agent saw. */
  seen: number;
  /** From which account it was to leave, where nobody chose one, when it was scheduled. */
  agreedId?: string | undefined;
}

/** What is made before the transaction: files are brought to the bus, and a long thread is read before its lock is taken. */
export interface BegunReply {
  attachments: readonly TakenAttachment[];
  privateWords: KeepPrivateWords | undefined;
  /** What a forward takes along. */
  carried?: CarriedMessage | undefined;
}

/** A reply that may leave as it is: nothing of it is written yet. */
export interface PreparedReply {
  answered: AnsweredMessage;
  account: SendingAccount;
  recipients: readonly Recipient[];
  attachments: readonly TakenAttachment[];
  /** Of a text that is too long for one post. */
  parts: string[] | undefined;
  carried?: CarriedMessage | undefined;
  /** What stands below the words; empty: nothing. */
  signature: string;
  /** The link that its network shows as a card. */
  card: LinkToRead | undefined;
  /** What goes out in public although it is private, because the agent said so. */
  saidAnyway: PrivateWords['found'];
}

/** What of `sayAnyway` says something: whoever reads the answer later is told of nothing that is not in it. */
export const saidOf = (
  { sayAnyway: _, ...reply }: ReplyCreate,
  { saidAnyway }: PreparedReply,
): ReplyCreate => ({
  ...reply,
  ...(saidAnyway.length > 0 && { sayAnyway: saidAnyway.map(({ text }) => text) }),
});

/** The message that is answered is named, so that what comes before it leaves is not answered in its place. */
export const pinnedReply = ({ topicId: _, ...reply }: ReplyCreate, prepared: PreparedReply): ReplyCreate => ({
  ...saidOf(reply, prepared),
  ...(prepared.answered.id !== null && { answersMessageId: prepared.answered.id }),
});

/** All that is asked of a reply before it is written, whether it leaves at once or after a colleague's OK; it refuses or answers with what leaves. */
@Injectable()
export class PrepareReply {
  constructor(
    private readonly dataSource: DataSource,
    private readonly files: FilesForReply,
    private readonly rules: PublicWordRules,
    private readonly keyring: TokenKeyring,
    private readonly shown: ShowMessages,
  ) {}

  /** `authorId`: whose uploads the reply names. */
  async begin(reader: Reader, { personId, reply }: ReplyWanted, authorId: string): Promise<BegunReply> {
    const attachments = await this.files.run(authorId, reply.attachments ?? []);
    if (reply.begins) return this.beginWithCarried(reader, reply.begins, attachments);
    const { topicId, answersMessageId: messageId } = reply;
    const wanted = { personId, accountGroupIds: reader.accountGroupIds, topicId, messageId };
    const answered = await findAnsweredMessage(this.dataSource, wanted);
    const leaving = answered && isAtNetwork(answered) ? await this.files.bare(attachments) : attachments;
    if (answered?.audience !== 'public') return { attachments: leaving, privateWords: undefined };
    const asked = this.asked(reader, { personId, reply }, answered);
    return { attachments: leaving, privateWords: await KeepPrivateWords.begin(this.dataSource, asked) };
  }

  private async beginWithCarried(
    reader: Reader,
    { carries }: NonNullable<ReplyCreate['begins']>,
    attachments: readonly TakenAttachment[],
  ): Promise<BegunReply> {
    if (!carries) return { attachments, privateWords: undefined };
    const carried = await readCarried(this.dataSource, reader, carries);
    await this.files.bring(carried.attachments);
    return { attachments: [...attachments, ...carried.attachments], privateWords: undefined, carried };
  }

  /** In the transaction that writes it; the thread is locked from here on. */
  async run(
    db: Queryable,
    reader: Reader,
    { personId, reply, seen, agreedId, privateWords, carried, ...begun }: ReplyWanted & BegunReply,
  ): Promise<PreparedReply> {
    await lockThreads(db, [personId]);
    await checkVersion(db, this.shown, { reader, personId, seen });
    const { answered: theirs, account } = reply.begins
      ? await beginMatter(db, { ...reader, personId, reply, agreedId, carried })
      : await this.answer(db, reader, { personId, reply, agreedId });
    const limits = limitsOf(theirs, account, reply.contentWarning);
    const named = await answeredFrom(db, theirs, account.id);
    const answered = narrowAnswer(named, reply, account.besideWords);
    const saidAnyway = await this.keepPrivate(db, reader, { personId, reply, answered, privateWords });
    refuseBlanks(reply);
    // What is answered may have become another message since it was begun.
    const attachments = isAtNetwork(answered) ? await this.files.bare(begun.attachments) : begun.attachments;
    keepPictures(limits, reply, attachments);
    const parts = keepWithinLimits(limits, reply);
    const signature = await signatureOf(db, reader, signing(answered, account, reply));
    keepSendable({ reply, signature, carried, attachments, account });
    const recipients = await chooseRecipients(db, answered, { ...reader, reply });
    const card = cardOfReply(reply, account.besideWords, this.rules.hosts);
    return { answered, account, recipients, attachments, parts, signature, card, saidAnyway, carried };
  }

  private async answer(
    db: Queryable,
    reader: Reader,
    { personId, reply, agreedId }: Pick<ReplyWanted, 'personId' | 'reply' | 'agreedId'>,
  ): Promise<BegunMatter> {
    const answered = await this.findAnswered(db, reader, { personId, reply });
    if (answered.audience === 'public') await refuseGoneMessage(db, answered.id);
    const account = await sendingAccount(db, answered, { chosenId: reply.accountId, agreedId });
    return { answered, account };
  }

  private async findAnswered(
    db: Queryable,
    reader: Reader,
    { personId, reply }: Pick<ReplyWanted, 'personId' | 'reply'>,
  ): Promise<StandingMessage> {
    const { topicId, answersMessageId: messageId } = reply;
    const { accountGroupIds } = reader;
    const wanted = { personId, accountGroupIds, topicId };
    // Whoever answers a post that was only found sees to it, also when it is their newest word.
    const meant = messageId ?? (await findAnsweredMessage(db, wanted))?.id;
    if (meant !== undefined) await takeUp(db, reader, { messageId: meant, keyring: this.keyring });
    const answered = await findAnsweredMessage(db, { ...wanted, messageId: meant });
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
          { reason: messageId === undefined ? 'no-such-topic' : 'no-such-message' },
        );
  }

  private async keepPrivate(
    db: Queryable,
    reader: Reader,
    look: Pick<ReplyWanted, 'personId' | 'reply'> & {
      answered: AnsweredMessage;
      privateWords: KeepPrivateWords | undefined;
    },
  ): Promise<PrivateWords['found']> {
    if (look.answered.audience !== 'public') return [];
    const asked = this.asked(reader, look, look.answered);
    return (look.privateWords ?? (await KeepPrivateWords.begin(db, asked))).run(db);
  }

  private asked(
    reader: Reader,
    { personId, reply }: Pick<ReplyWanted, 'personId' | 'reply'>,
    { answeredInPublic, replyIdentity }: AnsweredMessage,
  ) {
    const followersOnly = answeredInPublic ? (replyIdentity.handle ?? replyIdentity.key) : undefined;
    return { reader, rules: this.rules, personId, reply, followersOnly };
  }
}

/** Mails and forms are answered by mail, which takes files as they are. */
const isAtNetwork = ({ replyIdentity }: AnsweredMessage): boolean => replyIdentity.kind !== 'mail';

/** What is said again as it was has the signature of then. */
const signing = (
  answered: AnsweredMessage,
  { id: accountId }: SendingAccount,
  { language, signature, begins }: ReplyCreate,
) => ({
  ...{ answered, accountId, language },
  choice: begins?.carries?.kind === 'resend' ? 'none' : signature,
});
