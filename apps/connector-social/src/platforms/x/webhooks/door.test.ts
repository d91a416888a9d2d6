import { joined, type Listening, type Reasons } from '@filo/connector';
import { eventually } from '@filo/testing';
import type { Subscription } from '../client/x-activity-client.js';
import { Door, type Telling } from './door.js';

const tells = 'ok: X tells at once what happens.';
const url = 'https://shop.example/x/1';

const aDoor = (againMs: number) => {
  const told = { subscriptions: [] as Subscription[], state: 'slow' };
  const said: string[] = [];
  const codes: string[][] = [];
  const activity = {
    list: () => Promise.resolve(told.subscriptions),
    subscribe: async (one: Omit<Subscription, 'id'>) =>
      void told.subscriptions.push({ ...one, id: String(told.subscriptions.length + 1) }),
    remove: async (id: string) =>
      void (told.subscriptions = told.subscriptions.filter((one) => one.id !== id)),
  };
  const meter = { pace: async () => ({ state: told.state }), read: async () => 0 };
  const telling = {
    hooks: {
      activity,
      list: async () => [{ id: '7', url, valid: true }],
      leaveFormer: async () => undefined,
    },
    kept: { open: async () => [], forgetMarks: async () => undefined },
    taking: { client: { access: { meter } } },
    places: { note: async () => undefined, only: async () => undefined, held: async () => undefined },
    againMs,
  } as unknown as Telling;
  const stop = new AbortController();
  const cursor = new Map<string, unknown>();
  const listening = {
    ...{ signal: stop.signal, log: { warn: () => undefined } },
    cursor: {
      read: async (key: string) => cursor.get(key),
      write: async (key: string, value: unknown) => void cursor.set(key, value),
    },
    health: (is: string, given: Reasons) => {
      const { reason, why = [] } = joined(given);
      said.push(`${is}: ${reason}`);
      codes.push(why.map(({ code }) => code));
    },
  } as unknown as Listening;
  const door = new Door(listening, telling);
  const running = door.run({ url, userId: '12' });
  const close = async () => {
    stop.abort();
    await running;
  };
  return { door, told, said, codes, close };
};

it('X is told to stop while the money of the day is spent, and to tell again when there is money', async () => {
  const { told, said, codes, close } = aDoor(5);
  await eventually(() => said.at(-1) === tells);
  expect(told.subscriptions).toHaveLength(5);
  expect(codes.at(-1)).toEqual(['x-tells-at-once']);
  told.state = 'no-reading';
  await eventually(() => /^degraded: .*money of today is spent/.test(said.at(-1)!));
  expect(told.subscriptions).toEqual([]);
  expect(codes.at(-1)).toEqual(['x-tells-no-more']);
  told.state = 'free';
  await eventually(() => said.at(-1) === tells);
  expect(told.subscriptions).toHaveLength(5);
  await close();
});

it('a storm that spends the money is not told of until the next look: X is told to stop as soon as it is counted', async () => {
  const { door, told, said, close } = aDoor(600_000);
  await eventually(() => said.at(-1) === tells);
  told.state = 'no-reading';
  door.count({ paid: { post: ['1'] } } as never);
  await eventually(() => /^degraded: .*money of today is spent/.test(said.at(-1)!));
  expect(told.subscriptions).toEqual([]);
  await close();
});
