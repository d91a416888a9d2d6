import fc from 'fast-check';
import type { MarkedText } from '@filo/contracts/http';
import { markSnippet, markText } from './mark-text.js';
import { parseSearch } from './parse-search.js';

const written = (parts: MarkedText) =>
  parts.map(({ text, marked }) => (marked ? `[${text}]` : text)).join('');

describe('marked text', () => {
  it.each([
    ['refund', 'The refunds and the REFUND', 'The [refunds] and the [REFUND]'],
    ['mueller', 'Herr Müller, Frau Muller', 'Herr [Müller], Frau Muller'],
    ['"lost parcel"', 'lost. Parcel lost', '[lost. Parcel] lost'],
    ['"lost parcel"', 'parcel lost', 'parcel lost'],
    ['東京都', '今日は東京都です', '今日は[東京都]です'],
    ['creme', 'Cre\u0300me', '[Crème]'],
  ])('%s in %j gives %j', (typed, text, expected) => {
    expect(written(markText(text, parseSearch(typed).terms))).toBe(expected);
  });

  it('of a long text shows where most of the words stand together', () => {
    const text = `A parcel.\n${'Nothing of use is said here. '.repeat(40)}My parcel\n is lost since Monday. ${'And so on. '.repeat(40)}`;
    const snippet = written(markSnippet(text, parseSearch('lost parcel').terms));
    expect(snippet).toContain('My [parcel] is [lost] since Monday.');
    expect(snippet.length).toBeLessThan(260);
    expect(snippet).toMatch(/^….*…$/);
  });

  it('of a text without the words shows how it begins', () => {
    expect(written(markSnippet(`Hello\n\nthere ${'x '.repeat(300)}`, parseSearch('zebra').terms))).toMatch(
      /^Hello there x x .*…$/,
    );
  });

  it('loses nothing and tears no letter apart', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', ' ', '👋', '東', 'é', '\n', 'b'),
      maxLength: 600,
    });
    fc.assert(
      fc.property(letters, fc.constantFrom('a', 'ab', '東', '"a b"'), (text, typed) => {
        const { terms } = parseSearch(typed);
        expect(
          markText(text, terms)
            .map((part) => part.text)
            .join(''),
        ).toBe(text.normalize('NFC'));
        expect(markSnippet(text, terms).some((part) => /\p{Surrogate}/u.test(part.text))).toBe(false);
      }),
    );
  });
});
