import { bare, wordsOf } from './words-of.js';

const ada = { id: '7', acct: 'ada@other.example', handle: 'ada@other.example' };

it('whoever is answered is named once, whatever the agent wrote', () => {
  expect(wordsOf({ text: 'Sorry!' }, ada)).toEqual(['@ada@other.example Sorry!']);
  expect(wordsOf({ text: 'Sorry, @Ada@other.example!' }, ada)).toEqual(['Sorry, @Ada@other.example!']);
  expect(wordsOf({ text: 'Sorry, @ada@other.example.org' }, ada)).toEqual([
    '@ada@other.example Sorry, @ada@other.example.org',
  ]);
});

it('an address that leads to their post does not name them', () => {
  for (const words of [
    'see https://other.example/@ada/11',
    'see https://social.example/@ada@other.example/11',
  ])
    expect(wordsOf({ text: words }, ada)).toEqual([`@ada@other.example ${words}`]);
});

it('the words are the same with and without the name', () => {
  expect(bare('@ada@other.example Sorry!\r\nWe look.')).toBe(bare(' Sorry!\nWe look. '));
  expect(bare('Sorry!')).not.toBe(bare('Sorry.'));
});
