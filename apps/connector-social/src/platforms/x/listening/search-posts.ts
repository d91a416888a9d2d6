import type { Listening, Trial, Tried } from '@filo/connector';
import { PermanentError } from '@filo/connector';
import type { SavedQuery } from '@filo/contracts';
import { asFound, demandRest, type ListensAt, type Remark } from '../../../queries/keep-listening.js';
import { isWanted } from '../../../queries/match-query.js';
import type { XPost, XUser } from '../client/x-answers.js';
import type { Page, XClient } from '../client/x-client.js';
import { paceOf } from '../costs/pace-of.js';
import { minuteIn } from '../minute-in.js';
import { timeOfId } from '../reading/post-ids.js';
import { quotedIdOf, textOfPost } from '../reading/post-text.js';
import type { ReadPosts } from '../reading/read-posts.js';
import { LateLooks } from './late-looks.js';
import { ListeningPace } from './listening-pace.js';
import { queryTextOf, tooLong } from './query-text.js';
import { readList, type List } from './read-list.js';
import { foundMs, withinReach } from './seven-days.js';
import { tellEdits } from './tell-edits.js';

/** Not at each look: the bus need not keep what nobody needs to the minute. */
const notedEveryMs = 3_600_000;

/** What came late is looked for once in so many looks. */
const lateEvery = 4;

/** Finds what saved queries look for at X, where each found post costs. */
export class SearchPosts implements ListensAt {
  readonly #pace: ListeningPace;
  readonly #late: LateLooks;

  constructor(
    private readonly client: XClient,
    private readonly posts: ReadPosts,
    private readonly listening: Listening,
    private readonly pauseMs: number,
  ) {
    this.#pace = new ListeningPace(client, listening.signal);
    this.#late = new LateLooks(listening, lateEvery);
  }

  restMs(): number {
    return this.client.access.searchBudget.restMs();
  }

  /** From a quarter of the daily ceiling on it is asked less often. */
  async everyMs(): Promise<number> {
    return this.pauseMs * (await this.#pace.factor());
  }

  async read(query: SavedQuery): Promise<Remark | undefined> {
    const us = await this.client.ourself();
    const name = `query.${query.queryId}`;
    const missed = await this.#noteMissed(name);
    const list = this.#list(query, us, name);
    const { isPutOff } = await readList(this.#late.noting(list), this.listening);
    if (!isPutOff) await this.#late.run(list);
    await this.#noteAsked(name);
    return missed;
  }

  #list(query: SavedQuery, us: XUser, name: string): List<XPost> {
    const text = queryTextOf(query, us.username);
    const why = tooLong(text);
    if (why !== undefined) throw new PermanentError('query-too-long', why);
    return {
      name,
      page: (part) => {
        demandRest(this);
        const within = withinReach(part);
        return within === undefined ? Promise.resolve(nothing) : this.client.search(text, within);
      },
      heard: async (page) => asFound(await this.posts.theirs(us, this.#wanted(query, us, page)), query),
      afterwards: (page) => tellEdits(this.#wanted(query, us, page), this.client, this.listening),
      from: query.since,
      ...{ mayGoOn: this.#pace.mayGoOn, mayReadBack: this.#pace.mayReadBack },
    };
  }

  #wanted(query: SavedQuery, us: XUser, page: Page<XPost>): Page<XPost> {
    return wantedOf(query, page, [us.username, ...this.listening.ours()]);
  }

  /** What was posted while nobody asked for longer than X looks back, told for a day. */
  async #noteMissed(name: string): Promise<Remark | undefined> {
    const { cursor } = this.listening;
    const asked = await cursor.read<number>(`${name}.asked`);
    const reach = Date.now() - foundMs;
    if (asked !== undefined && asked < reach)
      await cursor.write(`${name}.missed`, { from: asked, to: reach, at: Date.now() });
    const missed = await cursor.read<{ from: number; to: number; at: number }>(`${name}.missed`);
    if (missed === undefined || Date.now() - missed.at > 86_400_000) return undefined;
    const [from, to] = [minuteIn(missed.from), minuteIn(missed.to)];
    return {
      words: `X finds posts of the last seven days only: those between ${from} and ${to} could not be read. Look at X itself for them.`,
      why: { code: 'x-posts-missed', with: { from, to } },
    };
  }

  async #noteAsked(name: string): Promise<void> {
    const { cursor } = this.listening;
    const asked = await cursor.read<number>(`${name}.asked`);
    if (asked === undefined || Date.now() - asked > notedEveryMs)
      await cursor.write(`${name}.asked`, Date.now());
  }
}

const nothing: Page<XPost> = { items: [], beside: { users: [], tweets: [], media: [] }, next: undefined };

const wantedOf = (query: SavedQuery, page: Page<XPost>, ours: readonly string[]): Page<XPost> => ({
  ...page,
  items: page.items.filter((post) => {
    const author = page.beside.users.find(({ id }) => id === post.author_id);
    const languages = post.lang === undefined || post.lang === 'und' ? [] : [post.lang];
    const handle = author?.username ?? '';
    const isQuote = quotedIdOf(post) !== undefined;
    return isWanted(query, { text: textOfPost(post, []), handle, languages, isQuote }, ours);
  }),
});

const shownMax = 10;

/** What X would make of a query, what each post costs, and, when it may look, what it finds now and what that cost. */
export const tryAtX = async (
  { query, look, ours }: Pick<Trial, 'query' | 'look' | 'ours'>,
  client: XClient,
): Promise<Tried> => {
  const us = await client.ourself();
  const text = queryTextOf(query, us.username);
  const why = tooLong(text);
  if (why !== undefined)
    return { ok: false, code: 'query-too-long', message: why, why: [{ code: 'query-too-long' }] };
  const { meter } = client.access;
  const { prices, currency, dailyCeiling } = meter.plan;
  const costOfPost = { amount: prices.post + prices.user, currency };
  const remarks = ['X finds posts of the last seven days only.'];
  const remarkWhys = [{ code: 'x-seven-days' }];
  if (!look) return { ok: true, remarks, remarkWhys, costOfPost };
  const spent = (await meter.today()).micros / 1e6;
  if (['no-reading', 'nothing'].includes(paceOf(spent, dailyCeiling).state))
    return {
      ok: true,
      remarks: [...remarks, 'Today’s money at X is spent, so that nothing was looked for.'],
      remarkWhys: [...remarkWhys, { code: 'x-money-spent' }],
      costOfPost,
    };
  const page = await client.search(text, {}, shownMax);
  const found = wantedOf(query, page, [us.username, ...ours()]);
  return {
    ok: true,
    remarks,
    remarkWhys,
    costOfPost,
    cost: { amount: page.micros / 1e6, currency },
    found: found.items.map((post) => shownOf(post, page)),
  };
};

const shownOf = (post: XPost, { beside }: Page<XPost>) => ({
  author: `@${beside.users.find(({ id }) => id === post.author_id)?.username ?? post.author_id ?? ''}`,
  text: textOfPost(post, []).slice(0, 1_000),
  postedAt: new Date(timeOfId(post.id)).toISOString(),
  permalink: `https://x.com/i/status/${post.id}`,
});
