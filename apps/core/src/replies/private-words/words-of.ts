/** A word as it is compared, and where it stands. */
export interface Word {
  folded: string;
  from: number;
  to: number;
}

/** Scripts that are written without blanks count every character; there the word is not to be seen. */
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{N}\p{M}]+?(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[^\p{L}\p{N}\p{M}]|$)/gu;

/** The words of a text without case, marks between them or the shape of their letters, in its order, one after the other. */
export function* eachWord(text: string): Generator<Word> {
  for (const { 0: found, index } of text.matchAll(word))
    yield { folded: found.normalize('NFKC').toLowerCase(), from: index, to: index + found.length };
}

export const wordsOf = (text: string): Word[] => [...eachWord(text)];

/** The words of a text in a row, by which it is looked up in another. */
export const wordLine = (text: string): string =>
  ` ${wordsOf(text)
    .map(({ folded }) => folded)
    .join(' ')} `;
