import type { AccountHealth } from './account.js';
import { mergeAccountHealth } from './merge-account-health.js';

const accountId = '018f0000-0000-7000-8000-000000000001';
const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1_000).toISOString();
type State = AccountHealth['state'];
const page = (
  checked: number,
  duties: Record<string, readonly [state: State, saidAt: number]>,
  more: Partial<AccountHealth> = {},
): AccountHealth => ({
  v: 1,
  accountId,
  state: 'ok',
  reason: '',
  since: at(0),
  checkedAt: at(checked),
  duties: Object.fromEntries(
    Object.entries(duties).map(([name, [state, saidAt]]) => [
      name,
      { state, reason: `${name} ${state}`, since: at(saidAt), saidAt: at(saidAt) },
    ]),
  ),
  ...more,
});
const healthOf = (...pages: AccountHealth[]) => mergeAccountHealth(pages).get(accountId);

it('shows the trouble of the listener, whatever a replica says that holds the door alone', () => {
  const listener = page(10, { listen: ['failed', 10], door: ['ok', 1] });
  const doorOnly = page(60, { door: ['ok', 60] }, { lastInAt: at(59), wellAt: at(7) });
  const merged = {
    ...{ state: 'failed', reason: 'listen failed', since: at(10), lastInAt: at(59), wellAt: at(7) },
  };
  expect(healthOf(listener, doorOnly)).toMatchObject(merged);
  expect(healthOf(doorOnly, listener)).toMatchObject(merged);
});

it('believes who listens now, not who did before', () => {
  expect(healthOf(page(10, { listen: ['failed', 10] }), page(20, { listen: ['ok', 20] }))?.state).toBe('ok');
  expect(healthOf(page(30, { send: ['degraded', 5] }), page(20, { send: ['ok', 20] }))?.state).toBe('ok');
});

it('shows a door that one replica cannot open, until that replica is gone', () => {
  const shut = page(10, { door: ['failed', 10] });
  expect(healthOf(shut, page(40, { door: ['ok', 40] }))?.state).toBe('failed');
  expect(healthOf(shut, page(100, { door: ['ok', 100] }))?.state).toBe('ok');
});

it('keeps the last word of a connector that is gone altogether', () => {
  expect(healthOf(page(10, { listen: ['failed', 10] }))).toMatchObject({
    state: 'failed',
    checkedAt: at(10),
  });
});

it('reads what a release without duties says', () => {
  const { duties, ...former } = page(10, { listen: ['ok', 1] });
  expect(duties).toBeDefined();
  expect(healthOf({ ...former, state: 'degraded', reason: 'slow' })).toMatchObject({
    state: 'degraded',
    reason: 'slow',
  });
});

it('tells the costs that were counted last, whoever counted them', () => {
  const costs = {
    day: '2026-11-26',
    reads: 3,
    writes: 1,
    amount: 0.04,
    ceiling: 5,
    currency: 'USD',
    pace: 'free' as const,
  };
  const less = page(60, { listen: ['ok', 60] }, { costs: { ...costs, amount: 0.02 } });
  const before = page(60, { send: ['ok', 60] }, { costs: { ...costs, day: '2026-11-25', amount: 4 } });
  expect(healthOf(less, page(10, { send: ['ok', 1] }, { costs }), before)?.costs).toEqual(costs);
});

it('believes of each saved query the last word on it, and nobody who is gone', () => {
  const query = '01900000-0000-7000-8000-00000000000a';
  const word = (saidAgo: number, state: 'ok' | 'failed') => ({
    queries: { [query]: { state, reason: '', since: at(0), saidAt: at(saidAgo) } },
  });
  const former = page(10, { listen: ['ok', 10] }, word(10, 'failed'));
  const now = page(20, { listen: ['ok', 20] }, word(20, 'ok'));
  expect(healthOf(now, former)?.queries?.[query]?.state).toBe('ok');
  expect(healthOf(former, page(100, { listen: ['ok', 100] }))?.queries).toBeUndefined();
});

it('believes of what a place allows whoever looked last', () => {
  const said = (seconds: number, charactersMax: number) => ({
    limits: { allowed: { charactersMax }, saidAt: at(seconds) },
  });
  const [old, young] = [
    page(60, { listen: ['ok', 10] }, said(10, 500)),
    page(50, { listen: ['ok', 40] }, said(40, 1_000)),
  ];
  expect(healthOf(old, young)?.limits?.allowed).toEqual({ charactersMax: 1_000 });
  expect(healthOf(young, old)?.limits?.allowed).toEqual({ charactersMax: 1_000 });
});

it('counts on what all replicas that are there obey, for any may take an answer', () => {
  const newer = page(60, { listen: ['ok', 60] }, { besideWords: ['readers', 'language'] });
  const older = (checked: number) => page(checked, { send: ['ok', checked] });
  const between = page(60, { send: ['ok', 60] }, { besideWords: ['language'] });
  expect(healthOf(newer)?.besideWords).toEqual(['readers', 'language']);
  expect(healthOf(newer, between)?.besideWords).toEqual(['language']);
  expect(healthOf(newer, older(50))?.besideWords).toEqual([]);
  expect(healthOf(newer, older(-100))?.besideWords).toEqual(['readers', 'language']);
});
