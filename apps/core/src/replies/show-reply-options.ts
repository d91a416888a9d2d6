import type { IdentityView, ReplyOptions, replyOptionsQuery } from '@filo/contracts/http';
import type { BesideWord } from '@filo/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { DomainError } from '../http/domain-error.js';
import { showMatterOptions } from '../beginning/show-matter-options.js';
import { FindPerson } from '../people-pages/find-person.js';
import { identityJson } from '../people-pages/identity-json.js';
import { findTopic } from '../topics/find-topic.js';
import { ShowMessages } from '../thread-pages/show-messages.js';
import { showsCards } from './card-of-reply.js';
import { accountsToChoose, whyNotThere, type SendingAccount } from './choose-account.js';
import { showAskingPost } from '../oks/asking-post.js';
import { countColleagues, whyOkIsNeeded } from '../oks/needs-ok.js';
import { findAnsweredMessage, type AnsweredMessage, type StandingMessage } from './find-answered-message.js';
import { limitsOf } from './keep-within-limits.js';
import { domainOf } from './mail-address.js';
import { fewerReaders, readersByDefault } from './narrow-answer.js';
import { showAnswerable } from './show-answerable.js';
import { replySubject } from './reply-headers.js';
import { signaturesFor } from '../signatures/signatures-for.js';
import { FindWords } from '../severity/words/find-words.js';

type Offered = ReplyOptions['offered'][number];

const reasons = {
  author: 'wrote the message you answer',
  named: 'is where the author wants answers, who wrote in another way',
  to: 'also received the message',
  cc: 'was in Cc of the message',
  'reply-to': 'is where the author wants answers',
};

const reasonOf = (as: keyof typeof reasons): Pick<Offered, 'reason' | 'why'> => ({
  reason: reasons[as],
  why: [{ code: `recipient-${as}` }],
});

const noAccount = {
  cannotReply: 'No account of ours can write to this person. Add a mail account, or make it active again.',
  cannotReplyWhy: [{ code: 'no-account-to-answer' }],
};

const noAccountFor = (answered: AnsweredMessage): typeof noAccount => {
  const why = whyNotThere(answered);
  if (why === undefined) return noAccount;
  return {
    cannotReply: `Nobody can answer here: ${why.because}`,
    cannotReplyWhy: [{ code: why.reason }],
  };
};

/** Whom a reply would reach by itself, and whom an agent may add, each with the reason. */
@Injectable()
export class ShowReplyOptions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly findPerson: FindPerson,
    private readonly shown: ShowMessages,
    private readonly words: FindWords,
  ) {}

  async run(
    reader: Reader,
    id: string,
    { topicId, messageId, begins, carries }: z.output<typeof replyOptionsQuery>,
  ): Promise<ReplyOptions> {
    const personId = await this.findPerson.run(reader, id);
    if (begins !== undefined)
      return showMatterOptions(this.dataSource, reader, { personId, identityId: begins, carries });
    const { accountGroupIds } = reader;
    const wanted = { personId, accountGroupIds, topicId };
    // A message that is named is answered wherever it stands; the topic on the screen only says what would be answered else.
    const named = messageId === undefined ? wanted : { personId, accountGroupIds, messageId };
    const answered = await findAnsweredMessage(this.dataSource, named);
    if (!answered) {
      await this.refuseUnknown(reader, { personId, topicId, messageId });
      return noneIn(topicId);
    }
    const byDefault = messageId === undefined ? answered : await findAnsweredMessage(this.dataSource, wanted);
    return this.show(reader, answered, { personId, byDefault: byDefault?.id });
  }

  private async show(
    reader: Reader,
    answered: StandingMessage,
    { personId, byDefault }: { personId: string; byDefault: string | undefined },
  ): Promise<ReplyOptions> {
    const { accountGroupIds } = reader;
    const accounts = await accountsToChoose(this.dataSource, answered);
    const [account] = accounts;
    const [author] = (await this.dataSource.query(
      `select ${identityJson('i', '$2')} as json from identity i where i.id = $1`,
      [answered.replyIdentity.id, accountGroupIds],
    )) as [{ json: IdentityView }];
    return {
      answersMessageId: answered.id,
      ...(await showAnswerable(this.dataSource, {
        ...{ personId, accountGroupIds, messageId: answered.id, byDefault },
      })),
      channel: account?.channel ?? null,
      ...besideWordsOf(answered, account),
      accountAddress: account?.address ?? null,
      accounts: accounts.map((one) => ({
        id: one.id,
        address: one.address,
        limits: limitsOf(answered, one),
        ...(one.limits?.followersOnly && { followersOnly: true }),
      })),
      audience: answered.audience,
      ...(answered.audience === 'public' && { stormOwner: await this.stormOwner(reader, answered) }),
      subject: replySubject(answered.subject, answered.topicSubject ?? ''),
      signatures: account
        ? await signaturesFor(this.dataSource, reader, { answered, accountId: account.id })
        : null,
      to: [{ identity: author.json, ...reasonOf(isAuthor(answered) ? 'author' : 'named') }],
      offered: await this.offered(reader, answered),
      ok: await this.okNeeded(reader, answered),
      ...(account ? { cannotReply: null } : noAccountFor(answered)),
    };
  }

  private async stormOwner(
    { agentId }: Reader,
    { id }: StandingMessage,
  ): Promise<ReplyOptions['stormOwner']> {
    const [owner] = (await this.dataSource.query(
      `select o.id, o.name from public_post p join storm s on s.id = p.storm_id join agent o on o.id = s.owner_id and o.disabled_at is null
       where p.message_id = $1 and o.id <> $2`,
      [id, agentId],
    )) as NonNullable<ReplyOptions['stormOwner']>[];
    return owner ?? null;
  }

  /** A message, or a topic, that is named must be there. */
  private async refuseUnknown(
    reader: Reader,
    { personId, topicId, messageId }: z.output<typeof replyOptionsQuery> & { personId: string },
  ): Promise<void> {
    const refuse = (what: string, reason: 'no-such-message' | 'no-such-topic') =>
      new DomainError('unknown-reference', `This thread holds no such ${what} to answer.`, { reason });
    if (messageId !== undefined) throw refuse('message', 'no-such-message');
    if (topicId === undefined) return;
    const found = await findTopic(this.dataSource, reader, { personId, topicId });
    if (!found) throw refuse('topic', 'no-such-topic');
  }

  private async okNeeded(reader: Reader, answered: AnsweredMessage): Promise<ReplyOptions['ok']> {
    if (readersByDefault(answered) === 'author') return null;
    const cause = await whyOkIsNeeded(this.dataSource, this.words, answered);
    if (!cause) return null;
    const { accountGroupId } = answered;
    return {
      why: cause.why,
      asking: await showAskingPost(this.dataSource, reader, cause.askingId),
      colleagues: await countColleagues(this.dataSource, { agentId: reader.agentId, accountGroupId }),
    };
  }

  private async offered(reader: Reader, answered: StandingMessage): Promise<Offered[]> {
    const [message] = await this.shown.run(reader, [answered.id]);
    return (message?.participants ?? []).flatMap(({ role, identity, wroteToUs }): Offered[] => {
      if (role !== 'to' && role !== 'cc' && role !== 'reply-to') return [];
      if (
        identity.ours ||
        identity.id === answered.replyIdentity.id ||
        identity.kind !== answered.replyIdentity.kind
      )
        return [];
      // Whoever only claims to be the author must not steer our answer elsewhere.
      if (role === 'reply-to' && answered.proof !== 'proven') return [];
      return [{ identity, role, ...reasonOf(role), wroteToUs, domain: domainOf(identity.key) }];
    });
  }
}

const besideWordsOf = (
  answered: AnsweredMessage,
  account: SendingAccount | undefined,
): Pick<ReplyOptions, 'limits' | 'readers' | 'contentWarning' | 'asksLanguage' | 'showsCard'> => {
  if (account === undefined) return silent;
  const knows = (word: BesideWord) => account.besideWords.includes(word);
  const fewer = fewerReaders(answered);
  return {
    limits: limitsOf(answered, account),
    readers: knows('readers') ? { byDefault: readersByDefault(answered), fewer } : null,
    contentWarning: knows('contentWarning') ? (answered.contentWarning ?? '') : null,
    asksLanguage: knows('language'),
    showsCard: showsCards(answered, account),
  };
};

const silent = { limits: null, readers: null, contentWarning: null, asksLanguage: false, showsCard: false };

/** Of a thread, or a topic of it, in which they said nothing. */
const noneIn = (topicId: string | undefined): ReplyOptions => {
  const where = topicId === undefined ? '' : ' in this topic';
  return {
    ...nobody,
    cannotReply: `There is no message of this person to answer${where} yet.`,
    cannotReplyWhy: [{ code: topicId === undefined ? 'no-word-to-answer' : 'no-word-to-answer-in-topic' }],
  };
};

/** Somebody signed in on our site wrote by the form, and is answered by mail. */
const isAuthor = ({ replyIdentity, authorIdentityId }: AnsweredMessage): boolean =>
  replyIdentity.id === authorIdentityId;

const nobody: Omit<ReplyOptions, 'cannotReply'> = {
  answersMessageId: null,
  answers: null,
  places: [],
  channel: null,
  ...silent,
  accountAddress: null,
  accounts: [],
  audience: null,
  subject: null,
  signatures: null,
  to: [],
  offered: [],
  ok: null,
};
