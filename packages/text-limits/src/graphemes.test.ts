import fc from 'fast-check';
import { graphemesOf } from './graphemes.js';

const atOnce = (text: string) =>
  Array.from(new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text), ({ segment }) => segment);

it('are those of the whole text, wherever its windows end', () => {
  const part = fc.oneof(
    fc.constantFrom('👨‍👩‍👧‍👦', '🇮🇹', '🇮', 'e\u0301', '\r\n', '\u0301'.repeat(1_200), 'a'.repeat(990)),
    fc.string({ unit: 'grapheme', maxLength: 30 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 80 }), (parts) => {
      const text = parts.join('');
      expect(graphemesOf(text)).toEqual(atOnce(text));
    }),
    { numRuns: 100 },
  );
});

it('of a text of half a million characters are found at once', () => {
  expect(graphemesOf('word '.repeat(100_000))).toHaveLength(500_000);
}, 5_000);
