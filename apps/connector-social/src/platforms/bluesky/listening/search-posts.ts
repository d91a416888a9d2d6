import type { Listening, Trial, Tried } from '@filo/connector';
import type { SavedQuery } from '@filo/contracts';
import { asFound, demandRest, firstLookOf, type ListensAt } from '../../../queries/keep-listening.js';
import { isWanted } from '../../../queries/match-query.js';
import { TermStandings } from '../../../queries/term-standings.js';
import type { BlueskyClient, PostView } from '../bluesky-client.js';
import { inRequests } from '../in-requests.js';
import type { CheckedHandles } from '../reading/checked-handles.js';
import { permalinkOf } from '../reading/heard-post.js';
import { isPostAddress } from '../reading/post-address.js';
import type { ReadPosts } from '../reading/read-posts.js';
import { floorOf, movedBy, type Listed, type Standing } from './standing.js';
import type { Walks } from './walks.js';

/** Finds what saved queries look for. Bluesky knows no "or": each word, hashtag and handle is asked for by itself. */
export class SearchPosts implements ListensAt {
  constructor(
    private readonly client: BlueskyClient,
    private readonly posts: ReadPosts,
    private readonly listening: Listening,
    private readonly pauseMs: number,
    private readonly walks: Walks,
  ) {}

  restMs(): number {
    return this.client.session.budget.restMs();
  }

  everyMs(): number {
    return this.pauseMs;
  }

  async read(query: SavedQuery): Promise<undefined> {
    const standings = new TermStandings<Standing>(this.listening.cursor, query);
    for (const term of termsOf(query)) {
      const held = await standings.read(term);
      await this.#term(query, { term, held }, (standing) => standings.write(term, standing));
    }
  }

  /** Says where the term stands after each part that the bus has taken. */
  async #term(
    query: SavedQuery,
    { term, held }: { term: string; held: Standing | undefined },
    stands: (at: Standing) => Promise<void>,
  ): Promise<void> {
    const floor = floorOf(held) ?? firstLookOf(query);
    const since = new Date(floor).toISOString();
    const page = (after: string | undefined) => {
      demandRest(this);
      return this.client.search(term, { after, since });
    };
    const listing = { standing: held, floor, listedOf, page };
    let standing = held;
    await this.walks.through<PostView>(`${query.queryId} ${term}`, listing, async (fresh, took) => {
      for (const some of inRequests(fresh)) {
        await this.#deliver(query, some);
        standing = movedBy(standing, some.map(listedOf));
        await stands(standing);
        took(some);
      }
    });
  }

  async #deliver(query: SavedQuery, some: readonly PostView[]): Promise<void> {
    const us = { did: await this.client.did(), all: this.listening.ours() };
    const wanted = some.filter((post) => isFound(query, post, us));
    const heard = wanted.length > 0 ? await this.posts.theirs(wanted) : [];
    this.listening.signal.throwIfAborted();
    await Promise.all(asFound(heard, query).map((one) => this.listening.deliver(one)));
  }
}

const listedOf = ({ uri, indexedAt }: PostView): Listed => ({ uri, indexedAt });

/** As the network's search reads them. */
const termsOf = ({ words, hashtags, handle }: SavedQuery): string[] => [
  ...words.map((word) => `"${word.replaceAll('"', ' ')}"`),
  ...hashtags.map((tag) => `#${tag}`),
  ...(handle === undefined ? [] : [`from:${handle}`, `mentions:${handle}`]),
];

interface Us {
  did: string;
  /** Handles of all our accounts. */
  all: readonly string[];
}

const isFound = (query: SavedQuery, { uri, author, record, embed }: PostView, us: Us): boolean => {
  const { text = '', langs = [] } = record as { text?: string; langs?: string[] };
  const isQuote = /\.record(WithMedia)?#view$/.test((embed as { $type?: string } | undefined)?.$type ?? '');
  const found = { text, languages: langs, handle: author.handle, isQuote };
  return author.did !== us.did && isPostAddress(uri) && isWanted(query, found, us.all);
};

const shownMax = 10;

/** What the network would make of a query, and, with a client, what it finds now. */
export const tryAtBluesky = async (
  { query, ours }: Pick<Trial, 'query' | 'ours'>,
  looking: { client: BlueskyClient; handles: CheckedHandles } | undefined,
): Promise<Tried> => {
  const terms = termsOf(query);
  const count = terms.length;
  const remarks =
    count > 1
      ? {
          remarks: [`Bluesky is asked once for each word, hashtag and handle: ${count} requests each time.`],
          remarkWhys: [{ code: 'asked-for-each', with: { network: 'Bluesky', count } }],
        }
      : { remarks: [] };
  if (looking === undefined) return { ok: true, ...remarks };
  const { client, handles } = looking;
  const us = { did: await client.did(), all: ours() };
  const pages = await Promise.all(terms.map((term) => client.search(term, { limit: 25 })));
  const found = new Map(pages.flatMap(({ items }) => items).map((post) => [post.uri, post]));
  const newest = [...found.values()]
    .filter((post) => isFound(query, post, us))
    .toSorted((a, b) => Date.parse(b.indexedAt) - Date.parse(a.indexedAt));
  const shown = await Promise.all(
    newest.slice(0, shownMax).map(async (post) => shownOf(post, await handles.handleOf(client, post.author))),
  );
  return { ok: true, ...remarks, found: shown };
};

/** A handle that does not lead back to its account is nobody's name. */
const shownOf = ({ uri, author, record, indexedAt }: PostView, handle: string | null | undefined) => ({
  author: handle ? `@${handle}` : author.displayName || author.did,
  text: String((record as { text?: unknown }).text ?? '').slice(0, 1_000),
  postedAt: indexedAt,
  permalink: permalinkOf(uri),
});
