import { termsToAsk } from './query-terms.js';

const none = { words: [], hashtags: [], handle: null, notWords: [], notAuthors: [], language: null };

it('signs, spaces and doubles do not count', () => {
  expect(
    termsToAsk({
      ...none,
      words: ['Rossi  sofa', 'rossi sofa'],
      hashtags: ['#Rossi', 'rossi'],
      handle: '@Rossi.Shop',
      notAuthors: ['@Rossi_Fan'],
    }),
  ).toEqual({
    ...none,
    words: ['rossi sofa'],
    hashtags: ['rossi'],
    handle: 'rossi.shop',
    notAuthors: ['rossi_fan'],
  });
});

it.each([
  ['nothing', none, 'says-nothing'],
  ['signs alone', { ...none, words: ['!?'] }, 'says-nothing'],
  ['only what it does not want', { ...none, notWords: ['football'] }, 'only-exclusions'],
])('a query that says %s is refused with the reason', (_, terms, reason) => {
  expect(() => termsToAsk(terms)).toThrow(
    expect.objectContaining({ code: 'query-refused', more: expect.objectContaining({ reason }) }),
  );
});

it.each([{ words: ['rossi'] }, { hashtags: ['rossi'] }, { handle: 'rossi' }])('%j is enough', (terms) => {
  expect(() => termsToAsk({ ...none, ...terms })).not.toThrow();
});
