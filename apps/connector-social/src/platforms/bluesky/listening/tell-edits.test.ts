import type { Following } from '@filo/connector';
import type { PostView } from '../bluesky-client.js';
import { TellEdits } from './tell-edits.js';

const us = 'did:plc:shop';
const start = Date.UTC(2026, 10, 1);
const day = 24 * 60 * 60_000;
const before = new Date(start - 60_000).toISOString();
const after = new Date(start + 60_000).toISOString();
const post = (key: string, text: string, over: Partial<PostView> & { embed?: object } = {}) => {
  const { embed, ...view } = over;
  return {
    ...{ uri: `at://did:plc:ada/app.bsky.feed.post/${key}`, cid: text, indexedAt: before },
    ...{ author: { did: 'did:plc:ada', handle: 'ada.example' } },
    record: { $type: 'app.bsky.feed.post', text, createdAt: before, ...(embed && { embed }) },
    ...view,
  } as unknown as PostView;
};

/** An account that is looked at again and again, by whoever has it then. */
class Account {
  readonly edited: string[] = [];
  readonly #cursor = new Map<string, unknown>();

  async lookAt(views: readonly PostView[], { at = start, isKilled = false, most = 10 } = {}): Promise<void> {
    const following = {
      signal: new AbortController().signal,
      cursor: {
        read: (key: string) => Promise.resolve(this.#cursor.get(key)),
        write: (key: string, value: unknown) => Promise.resolve(void this.#cursor.set(key, value)),
      },
      edited: (uri: string, { text }: { text: string }) =>
        Promise.resolve(void this.edited.push(`${uri.split('/').at(-1)!}: ${text}`)),
    } as unknown as Following;
    const edits = new TellEdits(
      { did: () => Promise.resolve(us), service: 'https://bsky.social' },
      following,
      () => at,
      most,
    );
    await edits.run(views);
    if (!isKilled) await edits.done();
  }
}

it('what stands there with another content than it was seen with is told, once, ours as theirs', async () => {
  const account = new Account();
  const ours = { author: { did: us, handle: 'shop.example' } as PostView['author'] };
  await account.lookAt([post('a', 'blue'), post('b', 'green'), post('c', 'sorry', ours)]);
  for (const at of [start + 1, start + 2])
    await account.lookAt([post('a', 'red'), post('b', 'green'), post('c', 'thanks', ours)], { at });
  expect(account.edited).toEqual(['a: red', 'c: thanks']);
});

it('killed before it is noted, a change is told once more', async () => {
  const account = new Account();
  await account.lookAt([post('a', 'blue')]);
  await account.lookAt([post('a', 'red')], { isKilled: true });
  await account.lookAt([post('a', 'red')]);
  expect(account.edited).toEqual(['a: red', 'a: red']);
});

it('what is seen for the first time may have been changed since it was heard: theirs is told, unless it is older than the noting', async () => {
  const account = new Account();
  await account.lookAt([post('old', 'as an earlier release read it')]);
  const ours = { author: { did: us, handle: 'shop.example' } as PostView['author'], indexedAt: after };
  await account.lookAt([post('new', 'red', { indexedAt: after }), post('ours', 'with a [Picture]', ours)]);
  expect(account.edited).toEqual(['new: red']);
});

it('of more posts than are noted the old ones are told in no look, and a young one may be', async () => {
  const account = new Account();
  const most = 3;
  const posts = ['a', 'b', 'c', 'd'].map((key) => post(key, key, { indexedAt: after }));
  await account.lookAt([], { most });
  for (const days of [2, 3, 4]) await account.lookAt(posts, { at: start + days * day, most });
  expect(account.edited).toEqual([]);
  await account.lookAt(posts, { at: start + day, most });
  expect(account.edited).toEqual(['a: a']);
});

describe('a quote that can be seen now and not when it was heard, or the other way round', () => {
  const record = {
    uri: 'at://did:plc:bob/app.bsky.feed.post/q',
    cid: 'bafyreie5cvv4h45feadgeuwhbcutmh6t2ceseocckahdoe6uat64zmz454',
  };
  const embed = { $type: 'app.bsky.embed.record', record };
  const seen = { ...record, value: { text: 'quoted words' } };
  const hidden = post('a', 'look', { indexedAt: after, embed });
  const shown = { ...hidden, embed: { $type: 'app.bsky.embed.record#view', record: seen } } as PostView;

  it.each([
    ['hidden', hidden],
    ['shown', shown],
  ])('is no change of who quoted it: %s', async (_, view) => {
    const account = new Account();
    await account.lookAt([]);
    await account.lookAt([view]);
    expect(account.edited).toEqual([]);
    const { embed: _embed, ...words } = view.record as { embed?: object };
    await account.lookAt([{ ...view, uri: `${view.uri}b`, record: words } as PostView]);
    expect(account.edited).toEqual([expect.stringMatching(/^ab: look/)]);
  });

  it('and an edit beside it is one', async () => {
    const account = new Account();
    await account.lookAt([hidden]);
    await account.lookAt([{ ...post('a', 'look here', { embed }), indexedAt: after }]);
    expect(account.edited).toEqual(['a: look here']);
  });
});
