import type { SavedQuery } from '@filo/contracts';
import { queryTextOf, tooLong } from './query-text.js';

const query = (over: Partial<SavedQuery>): SavedQuery => ({
  ...{ queryId: '01900000-0000-7000-8000-000000000001', name: 'Our name', since: '2026-01-05T12:00:00.000Z' },
  ...{ words: [], hashtags: [], notWords: [], notAuthors: [] },
  ...over,
});

it('any of what is wanted, nothing of what is not, none of our own, and no reposts', () => {
  const all = {
    ...{ words: ['Rossi sofa', 'rossi'], hashtags: ['Rossi'], handle: 'rossi', language: 'it' },
    ...{ notWords: ['valentino'], notAuthors: ['rossifan'] },
  };
  expect(queryTextOf(query(all), 'shop')).toBe(
    '("Rossi sofa" OR "rossi" OR #Rossi OR from:rossi OR @rossi) -"valentino" -from:rossifan -from:shop -is:retweet lang:it',
  );
});

it('a word cannot become an operator', () => {
  expect(queryTextOf(query({ words: ['a" OR from:everybody "'] }), 'shop')).toBe(
    '"a  OR from:everybody" -from:shop -is:retweet',
  );
});

it('says how much too long it is', () => {
  expect(tooLong('x'.repeat(512))).toBeUndefined();
  expect(tooLong('x'.repeat(513))).toMatch(/513 letters long, and X takes 512/);
});
