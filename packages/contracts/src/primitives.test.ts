import { safeText } from './primitives.js';

// A name that is cut at a length ends so; one that Postgres writes in its own way is another one each time it comes.
it('text is what Postgres gives back: no null, and no half of a letter', () => {
  expect(safeText(9).parse('a\u0000b\ud83d😀\ude00')).toBe('ab\ufffd😀\ufffd');
});
