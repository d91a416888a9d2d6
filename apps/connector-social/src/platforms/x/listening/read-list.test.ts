import { readList, type List } from './read-list.js';

interface Item {
  id: string;
}

const nothing = () => Promise.resolve();
const deliver = Object.assign(nothing, { committed: () => Promise.resolve({ outcome: 'stored' as const }) });
const perPage = 10;
const listed = 60;

/** A list that hands back the newest sixty, a search that finds all, and where reading stands. */
const aWorld = () => {
  const ids: number[] = [];
  const held = new Map<string, unknown>();
  const heard: string[] = [];
  const world = { isRich: true, searches: 0 };
  const pageOf = (all: readonly number[], since?: string, until?: string) => {
    const within = all.filter((id) => id > Number(since ?? 0) && id < Number(until ?? Infinity));
    const items = within.slice(0, perPage).map((id) => ({ id: String(id) }));
    return Promise.resolve({
      items,
      beside: { tweets: [], users: [], media: [] },
      next: within.length > perPage ? `${items.at(-1)!.id}` : undefined,
    });
  };
  const list: List<Item> = {
    name: 'mentions',
    page: ({ since, until, after }) => pageOf(newest().slice(0, listed), since, after ?? until),
    heard: ({ items }) => {
      heard.push(...items.map(({ id }) => id));
      return Promise.resolve([]);
    },
    max: listed,
    mayGoOn: () => Promise.resolve(),
    mayReadBack: () => Promise.resolve(world.isRich),
    beyond: {
      page: ({ since, until }) => {
        world.searches += 1;
        return pageOf(newest(), since, until);
      },
      isWanted: () => true,
      reach: () => '0',
      mayReadBack: () => Promise.resolve(world.isRich),
    },
  };
  const newest = () => ids.toReversed();
  const cursor = {
    read: <Value>(name: string) => Promise.resolve(held.get(name) as Value | undefined),
    write: (name: string, value: unknown) => Promise.resolve(void held.set(name, value)),
  };
  const say = (count: number) => {
    for (let n = 0; n < count; n += 1) ids.push(ids.length + 1);
  };
  const read = () => readList(list, { cursor, deliver, signal: new AbortController().signal });
  return { world, heard, say, read };
};

it('what was left for another day and has sunk below what X hands back is found all the same', async () => {
  const { world, heard, say, read } = aWorld();
  say(1);
  await read();
  say(25);
  world.isRich = false;
  expect(await read()).toEqual({ isPutOff: true });
  say(70);
  world.isRich = true;
  expect(await read()).toEqual({ isPutOff: false });
  expect(heard.toSorted((a, b) => Number(a) - Number(b))).toEqual(
    Array.from({ length: 96 }, (_, n) => String(n + 1)),
  );
});

it('a list that was read to its end is not searched', async () => {
  const { world, heard, say, read } = aWorld();
  say(29);
  await read();
  say(20);
  await read();
  expect(heard).toHaveLength(49);
  expect(world.searches).toBe(0);
});
