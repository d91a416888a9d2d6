import fc from 'fast-check';
import { fittingLength } from './fitting-length.js';
import { measureText } from './measure-text.js';
import { samples } from './testing/sample-limits.js';

const family = '👨‍👩‍👧‍👦';
const accented = 'e\u0301';
const { weighted, graphemes, short } = samples;
const url = `https://shop.example/${'a'.repeat(100)}`;

it.each([
  [graphemes, 'a'.repeat(300), undefined],
  [graphemes, 'a'.repeat(305), 300],
  [graphemes, accented.repeat(301), 600],
  // 25 bytes each: the bytes are used up before the characters.
  [graphemes, family.repeat(121), 120 * family.length],
  [weighted, 'a'.repeat(281), 280],
  [weighted, '日'.repeat(141), 140],
  [weighted, family.repeat(141), 140 * family.length],
  [weighted, accented.repeat(281), 560],
  [weighted, `${'א'.repeat(280)}ב`, 280],
  // An address counts 23 and is over as a whole.
  [weighted, `${'a'.repeat(256)} ${url}`, undefined],
  [weighted, `${'a'.repeat(257)} ${url} b`, 258],
  [weighted, `${url} ${'a'.repeat(257)}`, url.length + 1 + 256],
  [short, `@ada@${'social.'.repeat(10)}example ${'a'.repeat(500)}`, 82 + 1 + 495],
  // The name that is put before the words counts as one, unless they name it, wherever that stands.
  [`${short} name=ada@social.example`, 'a'.repeat(500), 495],
  [`${short} name=ada@social.example`, `${'a'.repeat(499)} @ada@social.example`, 500],
  ['graphemes max=1000 warning=100', 'a'.repeat(901), 900],
  ['graphemes max=10 warning=20', 'abc', 0],
  ['unlimited', 'a'.repeat(9_000), undefined],
])('what is too much for %s begins where its count ends: %#', (limits, text, length) => {
  expect(fittingLength(limits, text)).toBe(length);
});

const pieces = [
  'a',
  ' ',
  'ß',
  accented,
  '日',
  '👍🏽',
  family,
  '🇮🇹',
  'שלום',
  'مرحبا',
  '\n',
  url,
  '@ada@social.example',
];
it('of whatever text: what is before it fits, and one thing more would not', () => {
  const texts = fc.array(fc.constantFrom(...pieces), { minLength: 100, maxLength: 400 });
  const limits = fc.constantFrom(weighted, graphemes, short, 'graphemes max=300 address=10');
  fc.assert(
    fc.property(texts, limits, (words, named) => {
      // A blank after each, so that nothing joins with what follows.
      const text = words.map((word) => `${word} `).join('');
      const length = fittingLength(named, text);
      const uses = (part: string) => measureText(named, part)!;
      if (length === undefined) return uses(text).used <= uses(text).max;
      const next = /^(?:\s|\S+)/u.exec(text.slice(length))![0];
      const [before, after] = [uses(text.slice(0, length)), uses(text.slice(0, length) + next)];
      return before.used <= before.max && after.used > after.max;
    }),
  );
});
