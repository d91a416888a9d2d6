import { PermanentError, type OwnMemory } from '@filo/connector';
import { hookEventOf } from './hook-event.js';
import { KeptEvents } from './kept-events.js';

const hourMs = 3_600_000;
const held = new Map<string, unknown>();
const state: OwnMemory['state'] = {
  get: <Value>(key: string) =>
    Promise.resolve(held.has(key) ? { value: held.get(key) as Value, revision: 1 } : undefined),
  create: (key, value) => {
    if (held.has(key)) return Promise.reject(new PermanentError('key-exists', key));
    held.set(key, value);
    return Promise.resolve(1);
  },
  update: () => Promise.reject(new Error('nothing is written over')),
  delete: () => Promise.reject(new Error('a deletion stays on the bus for ever')),
  forget: (key) => Promise.resolve(void held.delete(key)),
  keys: (filter = '') =>
    Promise.resolve([...held.keys()].filter((key) => key.startsWith(filter.replace('>', '')))),
};
const events = new KeptEvents(state, 'account');
const body = Buffer.from(
  JSON.stringify({
    for_user_id: '12',
    tweet_create_events: [{ id_str: '34', timestamp_ms: String(Date.now()) }],
  }),
);

it('nothing stays on the bus of an event that was delivered but its mark, and of that nothing after 25 hours', async () => {
  const event = hookEventOf(body)!;
  const name = await events.keep(event, body);
  expect(await events.open()).toEqual([name]);
  await events.done(name!);
  expect([...held.keys()]).toEqual([`x-told.account.${name}`]);
  await events.forgetMarks(Date.now() + 24 * hourMs);
  expect(await events.keep(event, body)).toBeUndefined();
  await events.forgetMarks(Date.now() + 26 * hourMs);
  expect(held.size).toBe(0);
});
