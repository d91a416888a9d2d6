import type { AccountHealth } from '@filo/contracts';
import { judgeHealth } from './judge-health.js';

const now = Date.parse('2026-01-05T12:00:00.000Z');
const ago = (seconds: number): string => new Date(now - seconds * 1000).toISOString();
const word = (state: AccountHealth['state'], checkedAgo: number, more = {}): AccountHealth => ({
  v: 1,
  accountId: '01900000-0000-7000-8000-000000000001',
  state,
  reason: state === 'ok' ? '' : `it is ${state}`,
  since: ago(checkedAgo + 1000),
  checkedAt: ago(checkedAgo),
  ...more,
});
const judged = (words: AccountHealth[], { created = 86_400, listening = 3600 } = {}) =>
  judgeHealth({ createdAt: ago(created), words }, { since: now - listening * 1000, now });

it.each([
  ['its newest word', [word('ok', 30)], 'ok'],
  ['the word of all its instances together', [word('ok', 1), word('failed', 30)], 'failed'],
  ['nobody, when the last word is older than 90 s', [word('ok', 91)], 'failed'],
  ['nobody, when no word ever came', [], 'failed'],
] as const)('an account is what it is by %s', (_, words, state) => {
  expect(judged([...words]).state).toBe(state);
});

it('says of a silent account what happened, what is safe and what to do, and since when', () => {
  expect(judged([word('ok', 600, { lastInAt: ago(700), wellAt: ago(620) })])).toEqual({
    state: 'failed',
    reason: expect.stringMatching(/has stopped.*Nothing .* is lost.*start the connector/),
    why: [{ code: 'connector-silent' }],
    since: ago(600),
    checkedAt: ago(600),
    lastInAt: ago(700),
    lastOutAt: null,
    wellAt: ago(620),
  });
});

it('blames nobody for silence when the account is new, or when it has only begun to listen', () => {
  expect(judged([], { created: 89 }).state).toBe('starting');
  expect(judged([word('ok', 5000)], { listening: 44 }).state).toBe('starting');
  expect(judged([word('ok', 5000)], { listening: 46 }).state).toBe('failed');
});

it.each([
  ['nobody is warned of a key that ends in months', 90, 'ok', ''],
  ['a key that ends in six days is told of, and what to do', 6, 'degraded', 'Its key ends on 2026-01-11.'],
  ['a key without an end is none that ends', null, 'ok', ''],
])('%s', (_, days, state, reason) => {
  const at = days === null ? null : ago(-days * 86_400);
  const told = judged([word('ok', 30, { keyEnd: { at, saidAt: ago(60) } })]);
  expect(told).toMatchObject({ state, reason: expect.stringContaining(reason) as string });
  expect(told.keyEndsAt).toBe(at ?? undefined);
});

it('a key that is over is told of as over, though its last word was good', () => {
  const told = judged([word('ok', 30, { keyEnd: { at: ago(86_400), saidAt: ago(60) } })]);
  expect(told).toMatchObject({
    state: 'degraded',
    reason: expect.stringMatching(/^Its key ended on 2026-01-04/),
  });
  expect(told).not.toHaveProperty('keyEndsAt');
  expect(told).not.toHaveProperty('keyEndsSoon');
});

it('a key that ends soon does not cover what is wrong already, and the newest word on it counts', () => {
  const ends = (days: number, saidAgo: number) => ({
    keyEnd: { at: ago(-days * 86_400), saidAt: ago(saidAgo) },
  });
  expect(judged([word('failed', 30, ends(3, 60))])).toMatchObject({
    state: 'failed',
    reason: 'it is failed',
  });
  expect(judged([word('ok', 1, ends(3, 600)), word('ok', 2, ends(200, 5))]).state).toBe('ok');
});

it('says since when deletions could not be followed, once that is longer than a day, beside what is wrong already', () => {
  const followed = (hours: number) => ({ followedAt: ago(hours * 3600) });
  expect(judged([word('ok', 30, followed(23))])).toMatchObject({ state: 'ok', reason: '' });
  expect(judged([word('ok', 30, followed(25))])).toMatchObject({
    state: 'degraded',
    reason: expect.stringMatching(/^Since 2026-01-04 11:00 UTC nobody could look/) as string,
    why: [{ code: 'changes-unfollowed', with: { at: ago(25 * 3600) } }],
    since: ago(3600),
  });
  const revoked = { ...followed(30), reason: 'revoked', why: [{ code: 'token-revoked' }] };
  expect(judged([word('failed', 30, revoked)])).toMatchObject({
    state: 'failed',
    reason: expect.stringMatching(/^revoked Since /) as string,
    why: [{ code: 'token-revoked' }, { code: 'changes-unfollowed' }],
  });
  // A connector that is away says nothing more: what it said last counts.
  expect(judged([word('ok', 100_000, followed(30))]).why).toHaveLength(2);
  // Another replica has looked since.
  expect(judged([word('ok', 30, followed(30)), word('ok', 40, followed(1))]).state).toBe('ok');
});

it('tells what an account has cost today, and nothing of another day', () => {
  const costs = { reads: 3, writes: 1, amount: 0.04, ceiling: 5, currency: 'USD', pace: 'free' };
  expect(judged([word('ok', 30, { costs: { day: '2026-01-05', ...costs } })]).costs).toMatchObject(costs);
  expect(judged([word('ok', 30, { costs: { day: '2026-01-04', ...costs } })]).costs).toBeUndefined();
});
