import type { ThreadRow } from '@filo/contracts/http';
import { stableOrder } from './stable-order';

const row = (id: string, preview = '') => ({ id, preview }) as unknown as ThreadRow;
const rows = (...ids: string[]) => ids.map((id) => row(id));
const nobody = new Set<string>();
const ids = (shown: readonly ThreadRow[]) => shown.map((one) => one.id);

test('let go, the list takes its true order', () => {
  expect(stableOrder(rows('a', 'b'), rows('c', 'a', 'b'), false, nobody)).toEqual({
    rows: rows('c', 'a', 'b'),
    held: 0,
  });
});

test('held still, newcomers wait behind the pill and nothing moves', () => {
  const { rows: shown, held } = stableOrder(rows('a', 'b'), rows('c', 'd', 'a', 'b'), true, nobody);
  expect(ids(shown)).toEqual(['a', 'b']);
  expect(held).toBe(2);
});

test('held still, rows that moved keep their place and show their new words', () => {
  const { rows: shown } = stableOrder(rows('a', 'b'), [row('b', 'new words'), row('a')], true, nobody);
  expect(ids(shown)).toEqual(['a', 'b']);
  expect(shown[1]?.preview).toBe('new words');
});

test('held still, people who left stay until the list is let go, unless the agent sent them away', () => {
  expect(ids(stableOrder(rows('a', 'b', 'c'), rows('a', 'c'), true, nobody).rows)).toEqual(['a', 'b', 'c']);
  expect(ids(stableOrder(rows('a', 'b', 'c'), rows('a', 'c'), true, new Set(['b'])).rows)).toEqual([
    'a',
    'c',
  ]);
});

test('held still, the next page still appears at the end', () => {
  const { rows: shown, held } = stableOrder(rows('a', 'b'), rows('a', 'b', 'c', 'd'), true, nobody);
  expect(ids(shown)).toEqual(['a', 'b', 'c', 'd']);
  expect(held).toBe(0);
});
