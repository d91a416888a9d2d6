import { chooseSignature } from './choose-signature.js';

const one = (teamId: string | null, language: string | null) => ({ teamId, language });
const written = [
  one(null, null),
  one(null, 'it'),
  one('sales', 'it'),
  one('care', null),
  one('care', 'pt-BR'),
];

describe('the signature of an answer', () => {
  it.each([
    [[], null, one(null, null)],
    [[], 'de', one(null, null)],
    [[], 'it', one(null, 'it')],
    [[], 'it-CH', one(null, 'it')],
    [['sales'], 'IT', one('sales', 'it')],
    [['sales'], 'de', one(null, null)],
    [['sales', 'care'], 'de', one('care', null)],
    [['sales', 'care'], 'it', one('sales', 'it')],
    [['care'], 'it', one('care', null)],
    [['care'], 'pt', one('care', 'pt-BR')],
    [['care'], 'pt-BR', one('care', 'pt-BR')],
    [['nobody'], null, one(null, null)],
  ])('of the teams %j to whom speaks %j is %j', (teamIds, language, found) =>
    expect(chooseSignature(written, { teamIds, language })).toEqual(found),
  );

  it('is none where none is for every language', () =>
    expect(chooseSignature([one(null, 'it')], { teamIds: [], language: null })).toBeUndefined());
});
