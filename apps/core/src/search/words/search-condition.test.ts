import fc from 'fast-check';
import { parseSearch } from './parse-search.js';
import { searchCondition } from './search-condition.js';

const conditionOf = (typed: string) => searchCondition(parseSearch(typed));

describe('what was typed', () => {
  it.each([
    ['refund', `(('refund':*))`],
    ['refund ', `(('refund'))`],
    ['lost parcel', `(('lost')) & (('parcel':*))`],
    ['"lost parcel"', `(('lost') <1> ('parcel'))`],
    ['“lost parcel” now', `(('lost') <1> ('parcel')) & (('now':*))`],
    ['"never closed', `(('never') <1> ('closed'))`],
    ['Müller', `(('muller':* | 'mueller':*))`],
    ['anna@example.org', `(('anna') <1> ('example') <1> ('org':*))`],
    ['from:anna invoice', `(('anna':B)) & (('invoice':*))`],
    ['subject:"my order" file:scan', `(('my':A) <1> ('order':A)) & (('scan':*C))`],
    ['channel:email refund', `(('refund':*)) & ('@cemail')`],
    ["channel:x' | 'y", `(('y')) & ('@cx')`],
    ['東京都', `(('東京') <1> ('京都'))`],
    ['東', `(('東':*))`],
    ['東京abc', `(('東京') <2> ('abc':*))`],
    ['a', `(('a'))`],
    ['@g0', `(('g0'))`],
  ])('%s asks for %s', (typed, expected) => {
    expect(conditionOf(typed)).toBe(expected);
  });

  it.each(['', '   ', '"', '""', '&|!()<->:*', 'from:', 'from:""', '\u0000'])(
    '%j asks for nothing',
    (typed) => {
      expect(conditionOf(typed)).toBeUndefined();
    },
  );

  it('never leaves letters, digits and its own marks, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (typed) => {
        const lexemes = (conditionOf(typed) ?? '').replace(/'[@\p{L}\p{M}\p{N}-]+'/gu, '');
        expect(lexemes).toMatch(/^[ ()&|<>\d:*ABC]*$/);
      }),
    );
  });

  it('of people is all but filters and quotes', () => {
    expect(parseSearch('from:bob "Anna  Maria" rossi channel:email\u0000').plain).toBe('Anna  Maria rossi');
  });
});
