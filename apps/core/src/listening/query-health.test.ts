import type { AccountView } from '@filo/contracts/http';
import { sayQueryHealth } from './query-health.js';

const at = '2026-01-05T12:00:00.000Z';
const query = { id: 'q', state: 'active' as const, accountState: 'active', createdAt: at };
const account = (state: AccountView['health']['state']): AccountView['health'] => ({
  ...{ state, reason: `the account is ${state}`, since: at, checkedAt: at, lastInAt: null, lastOutAt: null },
});
const said = { q: { state: 'degraded' as const, reason: 'slow', since: at, saidAt: at, answeredAt: at } };

it.each([
  ['the word of its connector', query, account('ok'), said, ['degraded', 'slow']],
  ['its account, when that fails', query, account('failed'), said, ['failed', 'the account is failed']],
  [
    'its account, when that is paused',
    { ...query, accountState: 'paused' },
    account('ok'),
    said,
    ['paused', ''],
  ],
  ['itself, when it is paused', { ...query, state: 'paused' as const }, account('ok'), said, ['paused', '']],
  ['nobody yet', query, account('ok'), {}, ['starting', '']],
])('a query is what it is by %s', (_, one, of, words, [state, reason]) => {
  expect(sayQueryHealth(one, of, words)).toMatchObject({ state, reason });
});
