import type { Entry } from './history.js';
import { isClean, judge, type Found } from './judge.js';

const said = (item: string, at: number, more: Partial<Entry> = {}): Entry => ({
  item,
  door: 'mail',
  author: 'ada@example.org',
  text: `[${item}] hello`,
  invokedAt: at,
  endedAt: at + 5,
  outcome: 'ok',
  attempts: 1,
  ...more,
});
const read = (item: string, position: number, more: Partial<Found> = {}): Found => ({
  item,
  text: `[${item}] hello`,
  threadId: 't1',
  authors: ['ada@example.org'],
  position,
  ...more,
});

describe('the judge', () => {
  const history = [said('a', 0), said('b', 10)];

  it('finds nothing where everything said is read once, in order, in the right thread', () => {
    expect(isClean(judge(history, [read('a', 0), read('b', 1)]))).toBe(true);
  });

  it.each([
    ['lost', history, [read('a', 0)], 'b'],
    ['double', history, [read('a', 0), read('a', 1), read('b', 2)], 'a'],
    ['wrong', history, [read('a', 0, { text: '[a] hell' }), read('b', 1)], 'a'],
    ['misfiled', history, [read('a', 0), read('b', 1, { authors: ['eve@example.org'] })], 'b'],
    ['unordered', history, [read('a', 1), read('b', 0)], 'b'],
    ['ghost', history, [read('a', 0), read('b', 1), read('c', 2)], 'c'],
  ] as const)('counts what is %s', (fault, entries, found, item) => {
    const verdict = judge(entries, found);
    expect(verdict[fault]).toEqual([item]);
    expect(isClean(verdict)).toBe(false);
  });

  it('lets an item of unknown outcome be read once or not at all', () => {
    const unsure = [said('a', 0, { outcome: 'unknown' })];
    expect(isClean(judge(unsure, []))).toBe(true);
    expect(isClean(judge(unsure, [read('a', 0)]))).toBe(true);
    expect(judge(unsure, [read('a', 0), read('a', 1)]).double).toEqual(['a']);
  });

  it('asks no order of things said at the same time', () => {
    const together = [said('a', 0, { endedAt: 50 }), said('b', 10)];
    expect(isClean(judge(together, [read('a', 1), read('b', 0)]))).toBe(true);
  });
});
