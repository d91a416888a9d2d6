const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
/** The segmenter's time grows with the square of what it is given at once. */
const windowLength = 1_000;

/** What a reader takes for one character each. */
export const graphemesOf = (text: string): string[] => [...eachGrapheme(text)];

/** The same one after the other, for whoever may stop before the end. */
export function* eachGrapheme(text: string): Generator<string> {
  for (let at = 0, length = windowLength; at < text.length;) {
    const end = at + length + (endsInPair(text, at + length) ? 1 : 0);
    const found = Array.from(segmenter.segment(text.slice(at, end)), ({ segment }) => segment);
    // The last of a window may go on in the next one; one as long as the window needs a longer one.
    if (end < text.length) found.pop();
    length = found.length === 0 ? length * 2 : windowLength;
    for (const grapheme of found) at += grapheme.length;
    yield* found;
  }
}

/** Half a character at the end of a window would end what stands before it. */
const endsInPair = (text: string, end: number): boolean => /^[\uD800-\uDBFF]$/.test(text.charAt(end - 1));
