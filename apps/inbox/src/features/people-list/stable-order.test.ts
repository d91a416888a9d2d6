import type { ThreadRow } from '@filo/contracts/http';
import { stableOrder } from './stable-order';

const row = (id: string, preview = '') => ({ id, preview }) as unknown as ThreadRow;
const rows = (...ids: string[]) => ids.map((id) => row(id));
const nobody = new Set<string>();
const ids = (shown: readonly ThreadRow[]) => shown.map((one) => one.id);

test('let go, the list takes its true order', () => {
  expect(
    stableOrder({ shown: rows('a', 'b'), current: rows('c', 'a', 'b'), still: false, gone: nobody }),
  ).toEqual({
    rows: rows('c', 'a', 'b'),
    held: 0,
  });
});

test('held still, newcomers wait behind the pill and nothing moves', () => {
  const { rows: shown, held } = stableOrder({
    shown: rows('a', 'b'),
    current: rows('c', 'd', 'a', 'b'),
    still: true,
    gone: nobody,
  });
  expect(ids(shown)).toEqual(['a', 'b']);
  expect(held).toBe(2);
});

test('held still, rows that moved keep their place and show their new words', () => {
  const { rows: shown } = stableOrder({
    shown: rows('a', 'b'),
    current: [row('b', 'new words'), row('a')],
    still: true,
    gone: nobody,
  });
  expect(ids(shown)).toEqual(['a', 'b']);
  expect(shown[1]?.preview).toBe('new words');
});

test('held still, people who left stay until the list is let go, unless the agent sent them away', () => {
  expect(
    ids(stableOrder({ shown: rows('a', 'b', 'c'), current: rows('a', 'c'), still: true, gone: nobody }).rows),
  ).toEqual(['a', 'b', 'c']);
  expect(
    ids(
      stableOrder({ shown: rows('a', 'b', 'c'), current: rows('a', 'c'), still: true, gone: new Set(['b']) })
        .rows,
    ),
  ).toEqual(['a', 'c']);
});

test('held still, the next page still appears at the end', () => {
  const { rows: shown, held } = stableOrder({
    shown: rows('a', 'b'),
    current: rows('a', 'b', 'c', 'd'),
    still: true,
    gone: nobody,
  });
  expect(ids(shown)).toEqual(['a', 'b', 'c', 'd']);
  expect(held).toBe(0);
});
