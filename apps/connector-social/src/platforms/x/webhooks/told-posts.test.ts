import { eventually } from '@filo/testing';
import { ToldPosts } from './told-posts.js';

const stop = new AbortController();
afterAll(() => stop.abort());

it('one post that cannot be read keeps no other waiting, and is tried again', async () => {
  const taken: string[][] = [];
  const done: string[] = [];
  const posts = new ToldPosts({
    kept: {
      event: (name) =>
        Promise.resolve({
          ...{
            forUserId: '1',
            at: 1,
            posts: [name],
            deleted: [],
            messages: [],
            users: [],
            paid: {},
            same: undefined,
          },
        }),
      done: (name) => Promise.resolve(void done.push(name)),
    },
    take: (ids) => {
      taken.push([...ids]);
      return ids.includes('13') ? Promise.reject(new Error('unlucky')) : Promise.resolve();
    },
    listening: { signal: stop.signal, log: { warn: () => undefined } },
    pauses: { everyMs: 1, againMs: 1 },
  });
  const names = Array.from({ length: 20 }, (_, n) => String(n));
  for (const name of names) posts.add(name, [name]);
  void posts.run();
  await eventually(() => done.length === 19);
  expect(taken[0]).toEqual(names);
  expect(new Set(done)).toEqual(new Set(names.filter((name) => name !== '13')));
  expect(posts.has('13')).toBe(true);
  await eventually(() => taken.filter((ids) => ids.join() === '13').length > 1);
});
