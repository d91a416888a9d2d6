import type { OwnMemory } from '@filo/connector';
import { OwnPosts } from './own-posts.js';

const day = 86_400_000;
const now = Date.parse('2026-11-26T12:00:00Z');
const idOf = (at: number): string => String(BigInt(at) << 16n);

const stateOf = () => {
  const kept = new Map<string, unknown>();
  const state = {
    create: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    keys: (under: string) =>
      Promise.resolve([...kept.keys()].filter((key) => key.startsWith(under.slice(0, -1)))),
    get: (key: string) => Promise.resolve(kept.has(key) ? { value: kept.get(key) } : undefined),
    delete: (key: string) => Promise.resolve(void kept.delete(key)),
  };
  return (accountId: string) => new OwnPosts({ state } as unknown as OwnMemory, accountId);
};

it('what was posted half a year ago is forgotten, younger posts and ids that tell no time are kept', async () => {
  const ownPosts = stateOf()('account');
  const [old, young] = [idOf(now - 181 * day), idOf(now - 179 * day)];
  for (const id of [old, young, '9zXyPleromaId'])
    await ownPosts.note([{ id }], { messageId: `message ${id}`, threadingId: `thread of ${id}` });
  await ownPosts.forgetOld(now);
  expect(await ownPosts.threadingIdOf(old)).toBeUndefined();
  for (const id of [young, '9zXyPleromaId']) expect(await ownPosts.threadingIdOf(id)).toBe(`thread of ${id}`);
});

it('a post is known to every account of ours by its address, until its account goes or half a year is over', async () => {
  const postsOf = stateOf();
  const [red, blue] = [postsOf('red'), postsOf('blue')];
  await red.note([{ id: '1', uri: 'https://red.example/1' }], { messageId: 'm1', threadingId: 'one' });
  await blue.note([{ id: '2', uri: 'https://blue.example/2' }], { messageId: 'm2', threadingId: 'two' });
  expect(await blue.threadingIdAt('https://red.example/1')).toBe('one');
  await red.forget();
  expect(await blue.threadingIdAt('https://red.example/1')).toBeUndefined();
  await red.forgetOld();
  expect(await red.threadingIdAt('https://blue.example/2')).toBe('two');
  await red.forgetOld(Date.now() + 181 * day);
  expect(await red.threadingIdAt('https://blue.example/2')).toBeUndefined();
});

it('the posts of a message are known by it, the first first, until its account goes or half a year is over', async () => {
  const ownPosts = stateOf()('account');
  for (const messageId of ['m1', 'm2'])
    for (const id of ['1', '2', '3'])
      await ownPosts.note([{ id: `${messageId}${id}` }], { messageId, threadingId: 't' });
  expect(await ownPosts.postsOf('m1')).toEqual(['m11', 'm12', 'm13']);
  await ownPosts.forgetOld();
  expect(await ownPosts.postsOf('m2')).toHaveLength(3);
  await ownPosts.forgetOld(Date.now() + 181 * day);
  expect(await ownPosts.postsOf('m1')).toEqual([]);
  await ownPosts.note([{ id: '4' }], { messageId: 'm1', threadingId: 't' });
  await ownPosts.forget();
  expect(await ownPosts.postsOf('m1')).toEqual([]);
});
