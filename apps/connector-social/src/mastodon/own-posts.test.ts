import type { OwnMemory } from '@filo/connector';
import { OwnPosts } from './own-posts.js';

const day = 86_400_000;
const now = Date.parse('2026-11-26T12:00:00Z');
const idOf = (at: number): string => String(BigInt(at) << 16n);

it('what was posted half a year ago is forgotten, younger posts and ids that tell no time are kept', async () => {
  const kept = new Map<string, string>();
  const state = {
    create: (key: string, value: string) => Promise.resolve(void kept.set(key, value)),
    keys: () => Promise.resolve([...kept.keys()]),
    get: (key: string) => Promise.resolve({ value: kept.get(key) }),
    delete: (key: string) => Promise.resolve(void kept.delete(key)),
  };
  const ownPosts = new OwnPosts({ state } as unknown as OwnMemory, 'account');
  const [old, young] = [idOf(now - 181 * day), idOf(now - 179 * day)];
  for (const id of [old, young, '9zXyPleromaId']) await ownPosts.note([id], `thread of ${id}`);
  await ownPosts.forgetOld(now);
  expect(await ownPosts.threadingIdOf(old)).toBeUndefined();
  for (const id of [young, '9zXyPleromaId']) expect(await ownPosts.threadingIdOf(id)).toBe(`thread of ${id}`);
});
