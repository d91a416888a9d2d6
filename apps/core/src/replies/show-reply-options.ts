import type { IdentityView, ReplyOptions } from '@filo/contracts/http';
import type { BesideWord } from '@filo/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { FindPerson } from '../people-pages/find-person.js';
import { identityJson } from '../people-pages/identity-json.js';
import { ShowMessages } from '../thread-pages/show-messages.js';
import { chooseAccount, type SendingAccount } from './choose-account.js';
import { countColleagues, whyOkIsNeeded } from '../oks/needs-ok.js';
import { findAnsweredMessage, type AnsweredMessage } from './find-answered-message.js';
import { limitsOf } from './keep-within-limits.js';
import { domainOf } from './mail-address.js';
import { fewerReaders, readersByDefault } from './narrow-answer.js';
import { replySubject } from './reply-headers.js';
import { FindWords } from '../severity/words/find-words.js';

type Offered = ReplyOptions['offered'][number];

const reasons = {
  author: 'wrote the message you answer',
  named: 'is where the author wants answers, who wrote in another way',
  to: 'also received the message',
  cc: 'was in Cc of the message',
  'reply-to': 'is where the author wants answers',
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

  async run(reader: Reader, id: string, topicId?: string): Promise<ReplyOptions> {
    const personId = await this.findPerson.run(reader, id);
    const { accountGroupIds } = reader;
    const answered = await findAnsweredMessage(this.dataSource, { personId, accountGroupIds, topicId });
    if (!answered) {
      const where = topicId === undefined ? '' : ' in this topic';
      return nobody(`There is no message of this person to answer${where} yet.`);
    }
    const account = await chooseAccount(this.dataSource, answered);
    const [author] = (await this.dataSource.query(
      `select ${identityJson('i', '$2')} as json from identity i where i.id = $1`,
      [answered.replyIdentity.id, accountGroupIds],
    )) as [{ json: IdentityView }];
    return {
      answersMessageId: answered.id,
      channel: account?.channel ?? null,
      ...besideWordsOf(answered, account),
      accountAddress: account?.address ?? null,
      audience: answered.audience,
      subject: replySubject(answered.subject, answered.topicSubject ?? ''),
      to: [{ identity: author.json, reason: isAuthor(answered) ? reasons.author : reasons.named }],
      offered: await this.offered(reader, answered),
      ok: await this.okNeeded(reader, answered),
      cannotReply: account
        ? null
        : 'No account of ours can write to this person. Add a mail account, or make it active again.',
    };
  }

  private async okNeeded({ agentId }: Reader, answered: AnsweredMessage): Promise<ReplyOptions['ok']> {
    if (readersByDefault(answered) === 'author') return null;
    const why = await whyOkIsNeeded(this.dataSource, this.words, answered);
    if (!why) return null;
    const { accountGroupId } = answered;
    return { why, colleagues: await countColleagues(this.dataSource, { agentId, accountGroupId }) };
  }

  private async offered(reader: Reader, answered: AnsweredMessage): Promise<Offered[]> {
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
      return [{ identity, role, reason: reasons[role], wroteToUs, domain: domainOf(identity.key) }];
    });
  }
}

const besideWordsOf = (
  answered: AnsweredMessage,
  account: SendingAccount | undefined,
): Pick<ReplyOptions, 'limits' | 'readers' | 'contentWarning' | 'asksLanguage'> => {
  if (account === undefined) return silent;
  const knows = (word: BesideWord) => account.besideWords.includes(word);
  const fewer = fewerReaders(answered);
  return {
    limits: limitsOf(answered, account),
    readers: knows('readers') ? { byDefault: readersByDefault(answered), fewer } : null,
    contentWarning: knows('contentWarning') ? (answered.contentWarning ?? '') : null,
    asksLanguage: knows('language'),
  };
};

const silent = { limits: null, readers: null, contentWarning: null, asksLanguage: false };

/** Somebody signed in on our site wrote by the form, and is answered by mail. */
const isAuthor = ({ replyIdentity, authorIdentityId }: AnsweredMessage): boolean =>
  replyIdentity.id === authorIdentityId;

const nobody = (cannotReply: string): ReplyOptions => ({
  answersMessageId: null,
  channel: null,
  ...silent,
  accountAddress: null,
  audience: null,
  subject: null,
  to: [],
  offered: [],
  ok: null,
  cannotReply,
});
