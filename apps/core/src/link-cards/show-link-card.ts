import { Bus, TemporaryError } from '@filo/bus';
import { readLink } from '@filo/contracts';
import type { LinkCardShown, LinkCardWanted } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { ConnectorNames } from '../accounts/connector-names.js';
import { FindPerson } from '../people-pages/find-person.js';
import { isOurs, showsCards } from '../replies/card-of-reply.js';
import { chooseAccount, type SendingAccount } from '../replies/choose-account.js';
import { findAnsweredMessage } from '../replies/find-answered-message.js';
import { PublicWordRules } from '../replies/private-words/keep-private-words.js';
import { AsksInTime } from './asks-in-time.js';
import { KeptCards } from './kept-cards.js';

/** Longer than the connector takes at most. */
const answerMs = 12_000;

/**
 * How an answer that is being written will show a link. The page is read by the connector of the account that would answer, which asks public
 * addresses alone; hosts of ours are asked by nobody. Asked once for all who ask at the same time, and kept for some minutes. What cannot be had is absent,
 * with the reason: it keeps no answer from leaving.
 */
@Injectable()
export class ShowLinkCard {
  readonly #underWay = new Map<string, Promise<LinkCardShown>>();
  readonly #kept = new KeptCards();
  readonly #asks = new AsksInTime();

  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
    private readonly findPerson: FindPerson,
    private readonly rules: PublicWordRules,
  ) {}

  async run(reader: Reader, threadId: string, { url, ...answers }: LinkCardWanted): Promise<LinkCardShown> {
    const account = await this.#accountOf(reader, threadId, answers);
    if (!account) return without(url, 'no-cards-there');
    if (isOurs(url, this.rules.hosts)) return without(url, 'our-own');
    const key = `${account.id} ${url}`;
    const known = this.#kept.get(key) ?? this.#underWay.get(key);
    if (known) return known;
    this.#asks.take(reader.agentId);
    const work = this.#ask(account, url).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, work);
    const shown = await work;
    this.#kept.keep(key, shown);
    return shown;
  }

  /** That would answer, where it makes cards. */
  async #accountOf(reader: Reader, threadId: string, answers: Omit<LinkCardWanted, 'url'>) {
    const personId = await this.findPerson.run(reader, threadId);
    const { accountGroupIds } = reader;
    const answered = await findAnsweredMessage(this.dataSource, { personId, accountGroupIds, ...answers });
    const account = answered && (await chooseAccount(this.dataSource, answered));
    return account && showsCards(answered, account) ? account : undefined;
  }

  async #ask({ id: accountId, channel }: SendingAccount, url: string): Promise<LinkCardShown> {
    try {
      const answer = await this.bus.ask.ask({
        subject: readLink.subject(this.connectors.of(channel)),
        question: readLink,
        request: { channel, accountId, url, notAt: [...this.rules.hosts] },
        timeoutMs: answerMs,
      });
      if (!answer.ok) return without(url, 'not-answered');
      return answer.card ? { url, card: answer.card, absent: null } : without(url, 'page-silent');
    } catch (error) {
      if (error instanceof TemporaryError) return without(url, 'not-answered');
      throw error;
    }
  }
}

type AbsentCode = NonNullable<LinkCardShown['absent']>['code'];

const without = (url: string, code: AbsentCode): LinkCardShown => ({
  url,
  card: null,
  absent: { code, message: `No card can be made: ${reasons[code]}. The answer can be sent all the same.` },
});

const reasons: Readonly<Record<AbsentCode, string>> = {
  'no-cards-there': 'where this answer goes, links are shown without',
  'our-own': 'the link is one of ours, which may be for one person alone',
  'page-silent': 'the page says nothing of itself, or cannot be reached',
  'not-answered': 'the service that reads pages for this account does not answer now',
};
