import { joined, type Listening, type Reasons } from '@filo/connector';
import { eventually } from '@filo/testing';
import type { Subscription } from '../client/x-activity-client.js';
import { Door, type Telling } from './door.js';

const tells = 'ok: X tells at once what happens.';
const url = 'https://shop.example/x/1';

it('X is told to stop while the money of the day is spent, and to tell again when there is money', async () => {
  let subscriptions: Subscription[] = [];
  let state = 'slow';
  const said: string[] = [];
  const codes: string[][] = [];
  const activity = {
    list: () => Promise.resolve(subscriptions),
    subscribe: async (one: Omit<Subscription, 'id'>) =>
      void subscriptions.push({ ...one, id: String(subscriptions.length + 1) }),
    remove: async (id: string) => void (subscriptions = subscriptions.filter((one) => one.id !== id)),
  };
  const telling = {
    hooks: {
      activity,
      list: async () => [{ id: '7', url, valid: true }],
      leaveFormer: async () => undefined,
    },
    kept: { open: async () => [], forgetMarks: async () => undefined },
    taking: { client: { access: { meter: { pace: async () => ({ state }) } } } },
    places: { note: async () => undefined, only: async () => undefined, held: async () => undefined },
    againMs: 5,
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
  const running = new Door(listening, telling).run({ url, userId: '12' });
  await eventually(() => said.at(-1) === tells);
  expect(subscriptions).toHaveLength(5);
  expect(codes.at(-1)).toEqual(['x-tells-at-once']);
  state = 'no-reading';
  await eventually(() => /^degraded: .*money of today is spent/.test(said.at(-1)!));
  expect(subscriptions).toEqual([]);
  expect(codes.at(-1)).toEqual(['x-tells-no-more']);
  state = 'free';
  await eventually(() => said.at(-1) === tells);
  expect(subscriptions).toHaveLength(5);
  stop.abort();
  await running;
});
