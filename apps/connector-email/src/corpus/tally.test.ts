import { Tally } from './tally.js';

const verdict = (property: string, right: boolean) => ({ property, right, expected: '', got: '' });

describe('a tally', () => {
  it('counts per corpus and property, and over all corpora where there are several', () => {
    const tally = new Tally();
    tally.add('a', 'one', [verdict('class', true), verdict('bounce.hard', true)]);
    tally.add('a', 'two', [verdict('class', true)]);
    expect(tally.totals()).toEqual([]);
    tally.add('b', 'one', [verdict('class', false), verdict('bounce.status', false)]);
    expect(tally.rows().map(({ corpus, property, share }) => `${corpus} ${property} ${share}`)).toEqual([
      ...['a class 1', 'a bounce.hard 1'],
      ...['b class 0', 'b bounce.status 0'],
    ]);
    expect(tally.totals()).toContainEqual({
      corpus: 'all',
      property: 'class',
      right: 2,
      total: 3,
      share: 2 / 3,
    });
    expect(tally.share('bounce')).toBe(0.5);
    expect(tally.misses.map(({ mail }) => mail)).toEqual(['b/one', 'b/one']);
  });
});
