import { joined, type OwnMemory } from '@filo/connector';
import { eventually } from '@filo/testing';
import type { XHooksClient } from '../client/x-hooks-client.js';
import { LeaveGone } from './leave-gone.js';
import { ToldPlaces } from './told-places.js';

/** A memory that seals nothing. */
const memoryOf = (held: Map<string, unknown>) =>
  ({
    state: {
      keys: () => Promise.resolve([...held.keys()]),
      get: async (key: string) => (held.has(key) ? { value: held.get(key), revision: 1 } : undefined),
      create: async (key: string, value: unknown) => void held.set(key, value),
      update: async (key: string, value: unknown) => {
        held.set(key, value);
        return 1;
      },
      delete: async (key: string) => void held.delete(key),
    },
    seal: (_: string, secrets: object) => JSON.stringify(secrets),
    open: (_: string, sealed: string) => JSON.parse(sealed) as unknown,
  }) as unknown as OwnMemory;

const at = { url: 'https://shop.example/x/1', userId: '12' };
const place = { accountId: 'a', appSecret: 'secret' };

it.each([
  ['an account that is gone', () => undefined, ['first', 'second']],
  ['an account that is here and was not opened yet', (leave: LeaveGone) => leave.hold('a'), []],
  [
    'an app that the account has no more',
    (leave: LeaveGone) => (leave.hold('a'), leave.opened({ ...place, appKey: 'second' })),
    ['first'],
  ],
])('X is told to stop of %s, by the keys that were kept', async (_, begin, left) => {
  const memory = memoryOf(new Map());
  for (const appKey of ['first', 'second']) await new ToldPlaces(memory, { ...place, appKey }).note(at);
  const asked: string[] = [];
  let rounds = 0;
  const leave = new LeaveGone({
    memory: () => memory,
    settleMs: 0,
    hooksOf: ({ appKey }) =>
      ({
        activity: { list: async () => [] },
        list: async () => {
          asked.push(appKey);
          return [];
        },
      }) as unknown as XHooksClient,
  });
  begin(leave);
  const over = new AbortController();
  const log = { warn: () => undefined, error: () => undefined };
  const running = leave.run({ signal: over.signal, log, say: () => void (rounds += 1) });
  await eventually(() => rounds === 1, { timeoutMs: 5_000 });
  over.abort();
  await running;
  expect(asked).toEqual(left);
  expect(await memory.state.keys()).toHaveLength(2 - left.length);
});

it.each([
  [29, 1],
  [31, 0],
])(
  'X that refuses to stop is told again for a month, and then given up: after %s days',
  async (days, kept) => {
    const held = new Map<string, unknown>();
    const memory = memoryOf(held);
    await new ToldPlaces(memory, { ...place, appKey: 'first' }).note(at);
    for (const [key, value] of held)
      held.set(key, { ...(value as object), goneAt: Date.now() - days * 86_400_000 });
    const refuse = () => Promise.reject(new Error('X does not take these keys'));
    const hooksOf = () => ({ list: refuse }) as unknown as XHooksClient;
    const leave = new LeaveGone({ memory: () => memory, settleMs: 0, hooksOf });
    const over = new AbortController();
    const said: (string | undefined)[] = [];
    const log = { warn: () => undefined, error: () => undefined };
    const running = leave.run({
      signal: over.signal,
      log,
      say: (trouble) => void said.push(trouble && joined(trouble).reason),
    });
    await eventually(() => said.length === 1, { timeoutMs: 5_000 });
    over.abort();
    await running;
    expect(held.size).toBe(kept);
    expect(said).toEqual([kept === 0 ? undefined : expect.stringContaining('does not take these keys')]);
  },
);
