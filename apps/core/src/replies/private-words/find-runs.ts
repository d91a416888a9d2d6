import { wordsOf, type Word } from './words-of.js';

/** So many words in a row are not said alike by chance. */
const runWords = 6;
/** Six short words may be, such as six characters of a greeting in Japanese. */
const runLengthMin = 20;

/** Every run of six words, as one string each. */
export const runsOf = (text: string): string[] => shingles(wordsOf(text)).map(({ key }) => key);

/**
 * The passages of a text, as long as they go, of which every six words in a row are among `known`. Linear in the text.
 */
export const passagesAmong = (text: string, known: ReadonlySet<string>): string[] => {
  const passages: { from: number; to: number }[] = [];
  for (const { key, from, to } of shingles(wordsOf(text))) {
    if (!known.has(key)) continue;
    const last = passages.at(-1);
    if (last && from <= last.to) last.to = to;
    else passages.push({ from, to });
  }
  return passages
    .map(({ from, to }) => text.slice(from, to))
    .filter((passage) => passage.length >= runLengthMin);
};

const shingles = (words: readonly Word[]): { key: string; from: number; to: number }[] =>
  words.slice(runWords - 1).map((last, index) => ({
    key: words
      .slice(index, index + runWords)
      .map(({ folded }) => folded)
      .join(' '),
    from: words[index]!.from,
    to: last.to,
  }));
