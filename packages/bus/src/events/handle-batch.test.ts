import type { Incoming } from '../bus.js';
import { PermanentError, TemporaryError } from '../errors.js';
import { handleBatch } from './handle-batch.js';

const incoming = (event: string, deliveries = 1): Incoming<string> => ({
  event,
  subject: 's',
  deliveries,
  working: () => {},
});
const batch = ['a', 'b', 'c'].map((event) => incoming(event));
const types = (outcomes: readonly { type: string }[]) => outcomes.map(({ type }) => type);
const done = (events: readonly unknown[]) => Promise.resolve(events.map(() => ({ type: 'done' as const })));

test('what the handler answers is passed on', async () => {
  expect(types(await handleBatch(batch, done))).toEqual(['done', 'done', 'done']);
});

test('a temporary error retries all of them, with its delay, and asks once', async () => {
  let calls = 0;
  const outcomes = await handleBatch(batch, () => {
    calls += 1;
    throw new TemporaryError('database away', { retryAfterMs: 5 });
  });
  expect(outcomes).toEqual(
    batch.map(() => ({ type: 'retry', reason: expect.any(String) as string, retryAfterMs: 5 })),
  );
  expect(calls).toBe(1);
});

test('a permanent error kills the one at fault alone', async () => {
  const outcomes = await handleBatch(batch, (events) => {
    if (events.some(({ event }) => event === 'b')) throw new PermanentError('bad', 'b is bad');
    return done(events);
  });
  expect(types(outcomes)).toEqual(['done', 'dead', 'done']);
});

test('the database going away in the middle of the one by one keeps what was done', async () => {
  const outcomes = await handleBatch(batch, (events) => {
    if (events.length > 1) throw new Error('bug');
    if (events[0]?.event === 'b') throw new TemporaryError('away');
    return done(events);
  });
  expect(types(outcomes)).toEqual(['done', 'retry', 'retry']);
});

test('a bug that shows for hours goes dead instead of ageing away', async () => {
  const bug = () => {
    throw new Error('bug');
  };
  expect(types(await handleBatch([incoming('a', 99)], bug))).toEqual(['retry']);
  expect(types(await handleBatch([incoming('a', 100)], bug))).toEqual(['dead']);
});
