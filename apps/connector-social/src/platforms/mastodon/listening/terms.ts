import { PermanentError } from '@filo/connector';
import type { SavedQuery } from '@filo/contracts';
import type { mastodon } from 'masto';
import { perPage, type MastodonClient, type PostPage, type Range } from '../mastodon-client.js';

/** One thing that an instance is asked for; it knows no "or". */
export interface Term {
  name: string;
  needsFullText: boolean;
  list(client: MastodonClient, range: Range): Promise<PostPage>;
}

export const termsOf = ({ words, hashtags, handle }: SavedQuery): Term[] => [
  ...hashtags.map((tag) => ({
    name: `#${tag}`,
    needsFullText: false,
    list: (client: MastodonClient, range: Range) => client.tagged(tag, range),
  })),
  ...words.map((word) => searched(`"${word.replaceAll('"', ' ')}"`)),
  ...(handle === undefined ? [] : [postsBy(handle), searched(`"@${handle}"`)]),
];

const searched = (q: string): Term => ({
  name: q,
  needsFullText: true,
  list: (client, range) => client.search(q, range),
});

const postsBy = (handle: string): Term => ({
  name: `from:${handle}`,
  needsFullText: false,
  list: async (client, range) => {
    try {
      return await client.postsBy(handle, range);
    } catch (error) {
      if (!(error instanceof PermanentError) || error.code !== 'not-found') throw error;
      throw new PermanentError('unknown-handle', `The instance knows nobody called ${handle}.`, {
        cause: error,
      });
    }
  },
});

/** More between two looks are not gathered; of a search the oldest of them are left out then. */
const gatheredMax = 2_000;

type List = (range: Range) => Promise<PostPage>;

/**
 * Pages of a list, the oldest page first, each with the newest first: from where it stood on, however long nobody looked; the first time only
 * what is newer than `from`. Timelines take `min_id` for what lies right above it, the search for a floor of the newest:
 * both are understood.
 */
export async function* pageUp(
  list: List,
  { held, from }: { held: string | undefined; from: number },
): AsyncGenerator<mastodon.v1.Status[], void, undefined> {
  for (let standing = held; ;) {
    const { all, isWhole } = await gather(list, standing === undefined ? { from } : { minId: standing });
    yield* oldestFirst(all);
    const newest = all[0]?.id;
    if (newest === undefined || newest === standing || isWhole) return;
    standing = newest;
  }
}

/** The same of what is newer than `from`, whatever was seen, and no more than so many of the newest. */
export async function* pageLate(
  list: List,
  { from, most }: { from: number; most: number },
): AsyncGenerator<mastodon.v1.Status[], void, undefined> {
  const { all } = await gather(list, { from, most });
  yield* oldestFirst(all);
}

function* oldestFirst(all: readonly mastodon.v1.Status[]) {
  for (let until = all.length; until > 0; until -= perPage)
    yield all.slice(Math.max(0, until - perPage), until);
}

/**
 * Above an id, or above a time; down to there from the newest. Whole where the first page was all there is: fewer may stand on it than on
 * others, where more of them would be too much for one answer.
 */
const gather = async (
  list: List,
  { minId, from = -Infinity, most = gatheredMax }: { minId?: string; from?: number; most?: number },
): Promise<{ all: mastodon.v1.Status[]; isWhole: boolean }> => {
  const all: mastodon.v1.Status[] = [];
  for (let maxId: string | undefined; ;) {
    const range = { ...(minId !== undefined && { minId }), ...(maxId !== undefined && { maxId }) };
    const { posts, isFull } = await list(range);
    const young = posts.filter(({ createdAt }) => Date.parse(createdAt) >= from);
    all.push(...young);
    const isEnd = !isFull || young.length < posts.length;
    if (isEnd || all.length >= most) return { all, isWhole: isEnd && maxId === undefined };
    maxId = posts.at(-1)!.id;
  }
};
