import { blanksIn, fillBlanks } from './blanks.js';

it.each([
  ['Dear Amara', []],
  ['{{b}} {{ a }} {{b}}', ['b', 'a', 'b']],
  ['{ {a}} {{}} {{a\nb}} {{ }}', []],
  ['{{{a}}}', ['a']],
  [`{{${'x'.repeat(101)}}}`, []],
])('%j has the blanks %j', (text, blanks) => expect(blanksIn(text).map(({ name }) => name)).toEqual(blanks));

it('says where a blank stands', () => {
  expect(blanksIn('Dear {{ name }},')).toEqual([{ name: 'name', from: 5, to: 15 }]);
});

it('looks at a long text of braces in no time to speak of', () => {
  expect(blanksIn('{{'.repeat(200_000))).toEqual([]);
  expect(blanksIn(`{{${' '.repeat(200_000)}`)).toEqual([]);
});

it('fills in what is known, as it is', () => {
  expect(fillBlanks('{{a}} {{b}}', (name) => (name === 'a' ? '$& {{b}}' : undefined))).toBe('$& {{b}} {{b}}');
});
