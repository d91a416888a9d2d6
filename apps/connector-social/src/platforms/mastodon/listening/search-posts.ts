import type { Listening, Trial, Tried } from '@filo/connector';
import type { SavedQuery, Why } from '@filo/contracts';
import type { mastodon } from 'masto';
import {
  asFound,
  demandRest,
  firstLookOf,
  type ListensAt,
  type Remark,
} from '../../../queries/keep-listening.js';
import { TermStandings } from '../../../queries/term-standings.js';
import type { MastodonClient, Range } from '../mastodon-client.js';
import type { ReadPosts } from '../reading/read-posts.js';
import { textOfHtml } from '../reading/text-of-html.js';
import { foundAmong } from './found-among.js';
import { FullText } from './full-text.js';
import { isSeen, lateFrom, movedBy, seenMax, standingOf, type TermStanding } from './term-standing.js';
import { pageLate, pageUp, termsOf, type Term } from './terms.js';

/** What came late is looked for once in so many looks. */
const lateEvery = 4;

/** Finds what saved queries look for, as far as the instance knows it: hashtags on every instance, words where it has a full text search. */
export class SearchPosts implements ListensAt {
  readonly #fullText: FullText;
  readonly #looks = new Map<string, number>();

  constructor(
    private readonly client: MastodonClient,
    private readonly posts: ReadPosts,
    private readonly listening: Listening,
    private readonly pauseMs: number,
  ) {
    this.#fullText = new FullText(client);
  }

  restMs(): number {
    return this.client.budget.restMs();
  }

  everyMs(): number {
    return this.pauseMs;
  }

  async read(query: SavedQuery): Promise<Remark | undefined> {
    const isSearched = await this.#fullText.isThere();
    const standings = new TermStandings<string | TermStanding>(this.listening.cursor, query);
    for (const term of termsOf(query).filter((one) => isSearched || !one.needsFullText)) {
      const held = standingOf(await standings.read(term.name));
      for await (const standing of this.#term(query, term, held)) await standings.write(term.name, standing);
    }
    return remarkOn(query, isSearched);
  }

  /** Where the term stands after each page that the bus has taken. */
  async *#term(
    query: SavedQuery,
    term: Term,
    held: TermStanding | undefined,
  ): AsyncGenerator<TermStanding, void, undefined> {
    const list = (range: Range) => {
      demandRest(this);
      return term.list(this.client, range);
    };
    // What is dated further back did not come through the search.
    const since = held && lateFrom(held);
    let standing = held;
    for await (const page of pageUp(list, { held: held?.top, from: firstLookOf(query) })) {
      await this.#deliver(query, page.filter((post) => !isSeen(standing, post)), since); // prettier-ignore
      yield (standing = movedBy(standing, page, { isLate: false }));
    }
    if (!standing || !held || !this.#isLateLook(`${query.queryId} ${term.name}`)) return;
    for await (const page of pageLate(list, { from: lateFrom(standing), most: seenMax })) {
      const late = page.filter((post) => !isSeen(standing, post));
      await this.#deliver(query, late, since);
      if (late.length > 0) yield (standing = movedBy(standing, late, { isLate: true }));
    }
  }

  /** The first of this process is one. */
  #isLateLook(name: string): boolean {
    const looks = this.#looks.get(name) ?? 0;
    this.#looks.set(name, looks + 1);
    return looks % lateEvery === 0;
  }

  async #deliver(
    query: SavedQuery,
    fresh: readonly mastodon.v1.Status[],
    since: number | undefined,
  ): Promise<void> {
    const wanted = await foundAmong(query, fresh, { client: this.client, ours: this.listening.ours() });
    const heard = await this.posts.found(wanted.toReversed(), { since });
    this.listening.signal.throwIfAborted();
    await Promise.all(asFound(heard, query).map((one) => this.listening.deliver(one)));
  }
}

const remarkOn = (
  { words, hashtags, handle }: SavedQuery,
  isSearched: boolean,
): (Remark & { why: Why }) | undefined => {
  if (isSearched || words.length === 0) return undefined;
  const isPoor = hashtags.length === 0 && handle === undefined;
  return {
    isPoor,
    why: { code: isPoor ? 'no-full-text' : 'no-full-text-for-words' },
    words: `This instance has no full text search for us, so that words are not found${isPoor ? '' : ', hashtags and posts by the handle are'}. Nothing else is affected: put the words in as hashtags too, or listen from an account at an instance that has one.`,
  };
};

const shownMax = 10;

/** What the instance would make of a query, and, when it may look, what it finds now. */
export const tryAtMastodon = async (
  { query, look, ours }: Pick<Trial, 'query' | 'look' | 'ours'>,
  client: MastodonClient,
): Promise<Tried> => {
  const isSearched = await new FullText(client).isThere();
  const remark = remarkOn(query, isSearched);
  const known = {
    words:
      'An instance knows what its own people post and what reached it from others, never all of the network.',
    why: { code: 'instance-knows-its-own' },
  };
  const all = remark === undefined ? [known] : [remark, known];
  const remarks = { remarks: all.map(({ words }) => words), remarkWhys: all.map(({ why }) => why) };
  if (!look) return { ok: true, ...remarks };
  const terms = termsOf(query).filter((one) => isSearched || !one.needsFullText);
  const pages = await Promise.all(terms.map((term) => term.list(client, {})));
  const told = pages.flatMap(({ posts }) => posts);
  const wanted = await foundAmong(query, told, { client, ours: ours() });
  const newest = wanted.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
  return { ok: true, ...remarks, found: newest.slice(0, shownMax).map(shownOf) };
};

const shownOf = ({ account, createdAt, url, ...post }: mastodon.v1.Status) => ({
  author: `@${account.acct}`,
  text: textOfHtml(post.content).slice(0, 1_000),
  postedAt: createdAt,
  ...(url?.startsWith('https://') && { permalink: url }),
});
