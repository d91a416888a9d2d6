import fc from 'fast-check';
import { graphemesOf } from './graphemes.js';
import { measureText } from './measure-text.js';
import { splitText } from './split-text.js';
import { samples } from './testing/sample-limits.js';

const { weighted, graphemes, short } = samples;
const kinds = [weighted, graphemes, short];
const word = fc.oneof(
  { weight: 10, arbitrary: fc.string({ minLength: 1, maxLength: 14, unit: 'grapheme' }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom('sorry.', 'Really?', 'così,', '👨‍👩‍👧‍👦', 'e\u0301', '日本語です。', 'a-b'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'https://shop.example/help?a=1',
      'shop.example/returns',
      '@ada.example',
      '@ada@social.example',
      '#lamps',
    ),
  },
  { weight: 1, arbitrary: fc.string({ minLength: 200, maxLength: 700, unit: 'grapheme' }) },
);
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', '\n', '\n\n')), { minLength: 1, maxLength: 300 })
  .map((words) => words.flat().join(''));
const withoutBlanks = (words: string) => words.replace(/\s+/gu, '');
const withoutNumber = (part: string, index: number, all: readonly string[]): string => {
  const number = ` ${index + 1}/${all.length}`;
  expect(part.endsWith(number)).toBe(true);
  return part.slice(0, -number.length);
};

it.each(kinds)('the parts by %s are the text, in order, and each is taken there', (limits) => {
  fc.assert(
    fc.property(text, (written) => {
      const parts = splitText(limits, written);
      if (parts === undefined) return;
      for (const part of parts) {
        const { used, max } = measureText(limits, part)!;
        expect(used).toBeLessThanOrEqual(max);
      }
      const pieces = parts.length === 1 ? parts : parts.map(withoutNumber);
      expect(pieces.map(withoutBlanks).join('')).toBe(withoutBlanks(written));
      let from = 0;
      for (const piece of pieces) {
        const at = written.indexOf(piece, from);
        expect(at).toBeGreaterThanOrEqual(from);
        expect(written.slice(from, at).trim()).toBe('');
        from = at + piece.length;
      }
      expect(written.slice(from).trim()).toBe('');
    }),
    { numRuns: 200 },
  );
});

it.each(kinds)('by %s no link, mention, hashtag or grapheme is ever cut', (limits) => {
  const atoms = ['https://shop.example/help?a=1', '@ada.example', '#lamps', 'shop.example/returns', '👨‍👩‍👧‍👦'];
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.constantFrom(...atoms), fc.constantFrom('wort', 'ein', 'längeres')), {
        minLength: 1,
        maxLength: 250,
      }),
      (words) => {
        const parts = splitText(limits, words.join(' '))!;
        const pieces = parts.length === 1 ? parts : parts.map(withoutNumber);
        expect(pieces.flatMap((piece) => piece.split(' '))).toEqual(words);
      },
    ),
    { numRuns: 150 },
  );
});

it('a text that fits is one part without a number', () => {
  expect(splitText(graphemes, ' Hello. ')).toEqual(['Hello.']);
  expect(splitText(graphemes, 'a'.repeat(300))).toEqual(['a'.repeat(300)]);
  expect(splitText('unlimited', 'a'.repeat(9_000))).toHaveLength(1);
});

it('is cut at the end of a sentence where one ends late enough, else between words', () => {
  const sentence = `${'word '.repeat(39)}end.`;
  const parts = splitText(graphemes, `${sentence} ${sentence}`)!;
  expect(parts).toEqual([`${sentence} 1/2`, `${sentence} 2/2`]);
  const words = splitText(graphemes, 'word '.repeat(100))!;
  expect(words[0]).toMatch(/word 1\/2$/);
  expect(graphemesOf(words[0]!).length).toBeGreaterThan(290);
});

it('writing without blanks is cut between graphemes, and not in a link that stands in it', () => {
  const link = `https://shop.example/${'p'.repeat(60)}`;
  const parts = splitText(graphemes, `${'日本'.repeat(140)}${link}`)!;
  expect(parts.filter((part) => part.includes(link))).toHaveLength(1);
  const family = splitText(graphemes, '👨‍👩‍👧‍👦'.repeat(200))!;
  for (const part of family) expect(part).toMatch(/^(?:👨‍👩‍👧‍👦)+ \d\/\d$/u);
});

it('what cannot be cut, or would be more than 25 parts, is not', () => {
  expect(splitText(graphemes, `see https://shop.example/${'a'.repeat(300)}`)).toBeUndefined();
  expect(splitText(graphemes, 'word '.repeat(60 * 25))).toBeUndefined();
  expect(splitText(graphemes, 'word '.repeat(100_000))).toBeUndefined();
  expect(splitText(graphemes, 'word '.repeat(50 * 25))!.length).toBeLessThanOrEqual(25);
});

it('letters without a blank take no more than a few looks at them', () => {
  const takes = (work: () => unknown): number => {
    const began = performance.now();
    work();
    return performance.now() - began;
  };
  const letters = '1-'.repeat(20_000);
  expect(splitText(graphemes, letters)).toBeUndefined();
  const oneLook = takes(() => measureText(graphemes, letters));
  expect(takes(() => splitText(graphemes, letters)) / oneLook).toBeLessThan(20);
});

it('a text of ten parts and more has room for its numbers', () => {
  const parts = splitText(graphemes, 'word '.repeat(700))!;
  expect(parts.length).toBeGreaterThan(9);
  expect(parts.at(-1)).toMatch(new RegExp(` ${parts.length}/${parts.length}$`));
});

it('each part has room for the name of whoever is answered', () => {
  const parts = splitText(`${short} name=ada@social.example`, 'word '.repeat(150))!;
  expect(parts.length).toBe(2);
  for (const part of parts) expect(`@ada ${part}`.length).toBeLessThanOrEqual(500);
  expect(splitText(short, 'a'.repeat(500))).toHaveLength(1);
  expect(splitText(`${short} name=ada@social.example`, 'a'.repeat(500))).toHaveLength(2);
});
