import { looserSearches } from './looser-search';

test.each([
  ['refund', []],
  ['lost parcel', ['parcel', 'lost']],
  ['from:anna "blue kettle" now', ['"blue kettle" now', 'from:anna now', 'from:anna "blue kettle"']],
  ['subject:"my order" walnut', ['walnut', 'subject:"my order"']],
])('a search for %s can be loosened to %j', (q, expected) => {
  expect(looserSearches(q).map((one) => one.q)).toEqual(expected);
});
