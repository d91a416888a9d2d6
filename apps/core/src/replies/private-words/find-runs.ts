import { eachWord, type Word } from './words-of.js';

/** So many words in a row are not said alike by chance. */
const runWords = 6;
/** Six short words may be, such as six characters of a greeting in Japanese. */
const runLengthMin = 20;

/** Every run of six words, as one string each; never more than one of them at a time. */
export function* runsOf(text: string): Generator<string> {
  for (const { key } of shingles(text)) yield key;
}

/**
 * The passages of a text, as long as they go, of which every six words in a row are among `known`. Linear in the text.
 */
export const passagesAmong = (text: string, known: ReadonlySet<string>): string[] => {
  const passages: { from: number; to: number }[] = [];
  for (const { key, from, to } of shingles(text)) {
    if (!known.has(key)) continue;
    const last = passages.at(-1);
    if (last && from <= last.to) last.to = to;
    else passages.push({ from, to });
  }
  return passages
    .map(({ from, to }) => text.slice(from, to))
    .filter((passage) => passage.length >= runLengthMin);
};

function* shingles(text: string): Generator<{ key: string; from: number; to: number }> {
  const row: Word[] = [];
  for (const word of eachWord(text)) {
    row.push(word);
    if (row.length > runWords) row.shift();
    if (row.length === runWords)
      yield { key: row.map(({ folded }) => folded).join(' '), from: row[0]!.from, to: word.to };
  }
}
