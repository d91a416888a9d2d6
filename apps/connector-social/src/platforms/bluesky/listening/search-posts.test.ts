import { TemporaryError, type Heard, type Listening } from '@filo/connector';
import type { SavedQuery } from '@filo/contracts';
import type { BlueskyClient, PostView } from '../bluesky-client.js';
import type { ReadPosts } from '../reading/read-posts.js';
import type { CheckedHandles } from '../reading/checked-handles.js';
import { SearchPosts, tryAtBluesky } from './search-posts.js';
import { Walks } from './walks.js';

const now = Date.now();
const post = (n: number) =>
  ({
    uri: `at://did:plc:ada/app.bsky.feed.post/${n}`,
    indexedAt: new Date(now - n * 60_000).toISOString(),
    author: { did: 'did:plc:ada', handle: 'ada.example' },
    record: { text: `my lamp ${n}` },
  }) as unknown as PostView;
const query = {
  ...{ queryId: 'q1', since: new Date(now).toISOString(), words: ['lamp'], hashtags: [], languages: [] },
  ...{ notWords: [], notAuthors: [] },
} as unknown as SavedQuery;

it('a search of which every page fails once finds each post once, although whoever searches is made anew', async () => {
  const asked: string[] = [];
  const heard: string[] = [];
  const failed = new Set<string>();
  const search = (_: string, { after = '0' }: { after?: string }) => {
    asked.push(after);
    if (!failed.has(after)) {
      failed.add(after);
      return Promise.reject(new TemporaryError('Broken.'));
    }
    const n = Number(after);
    return Promise.resolve({ items: [post(2 * n), post(2 * n + 1)], next: n < 2 ? `${n + 1}` : undefined });
  };
  const client = {
    ...{ search, did: () => Promise.resolve('did:plc:shop') },
    session: { budget: { restMs: () => 0 } },
  } as unknown as BlueskyClient;
  const theirs = (some: PostView[]): Promise<Heard[]> => {
    heard.push(...some.map(({ uri }) => uri));
    return Promise.resolve([]);
  };
  const kept = new Map<string, unknown>();
  const cursor = {
    read: (name: string) => kept.get(name),
    write: (name: string, to: unknown) => kept.set(name, to),
  };
  const { signal } = new AbortController();
  const listening = { cursor, signal, ours: () => [] } as unknown as Listening;
  const walks = new Walks();
  const searcher = () => new SearchPosts(client, { theirs } as unknown as ReadPosts, listening, 1_000, walks);

  for (let n = 0; n < 3; n += 1) await expect(searcher().read(query)).rejects.toThrow('Broken.');
  expect(kept.size).toBe(0);
  await searcher().read(query);
  expect(asked).toEqual(['0', '0', '1', '1', '2', '2']);
  expect(heard).toEqual([5, 4, 3, 2, 1, 0].map((n) => post(n).uri));
});

it('the trial of a query shows a handle only where it leads back to its account', async () => {
  const claimed = [
    { did: 'did:plc:ada', handle: 'ada.example' },
    { did: 'did:plc:eve', handle: 'bank.example', displayName: 'Your Bank' },
    { did: 'did:plc:who', handle: 'handle.invalid' },
  ];
  const items = claimed.map((author, n) => ({ ...post(n), author }));
  const client = {
    ...{ search: () => Promise.resolve({ items }), did: () => Promise.resolve('did:plc:shop') },
  } as unknown as BlueskyClient;
  const handles = {
    handleOf: (_: BlueskyClient, { did, handle }: { did: string; handle: string }) =>
      Promise.resolve(did === 'did:plc:ada' ? handle : null),
  } as unknown as CheckedHandles;
  const { found } = await tryAtBluesky({ query, ours: () => [] }, { client, handles });
  expect(found!.map(({ author }) => author)).toEqual(['@ada.example', 'Your Bank', 'did:plc:who']);
});
