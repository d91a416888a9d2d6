/** A word as it is compared, with how many sentences, and how many parts of a sentence, ended before it. */
export interface Token {
  word: string;
  sentence: number;
  clause: number;
  /** Its sentence ends as a question. */
  asked: boolean;
}

/** Letters that are looked at; what is longer than the longest post is cut. */
export const lettersMax = 8_000;

const addresses = /(?:https?:\/\/|www\.)\S+/gi;
const handles = /@[\p{L}\p{N}._-]+(?:@[\p{L}\p{N}.-]+)?/gu;
/** Marks above letters, and what is written and not seen. */
const unseen = /[\p{M}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/gu;
/** Words, ends of sentences, and what parts a sentence; a hyphen within a word parts nothing. */
const pieces = /[\p{L}\p{N}]+|[.!?;\n\u2026\u3002]+|[,:()[\]"\u2013\u2014\u3001]|(?<=\s)-+(?=\s)/gu;
const sentenceEnd = /[.!?;\n\u2026\u3002]/;
/** Italian "né" denies and "ne" does not, and nothing but the accent tells them apart. */
const neither = /(?<![\p{L}\p{M}\p{N}])ne[\u0300\u0301](?![\p{L}\p{M}\p{N}])/gu;

/** Cyrillic and Greek letters that look like Latin ones, and how they are read by whoever does not look closely. */
const seemed = new Map(
  [
    ['\u0430\u0432\u0435\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445', 'abekmhopctyx'],
    ['\u0433\u043f\u044c\u0455\u0456\u0458\u0501\u04bb\u051b\u051d\u04cf', 'rnbsijdhqwl'],
    [
      '\u03b1\u03b2\u03b3\u03b5\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03c9',
      'abyenikmvoptuxw',
    ],
    ['\u0131\u0251\u0261', 'iag'],
  ].flatMap(([like, latin]) => [...like!].map((letter, at): [string, string] => [letter, latin![at]!])),
);
const strange = /[\u0131\u0251\u0261\u0370-\u03ff\u0400-\u052f]/gu;

/** "expl\u043eded" with a Cyrillic letter is read as the English word; a word of such letters alone is one of its own language. */
const asRead = (word: string): string =>
  /[a-z]/.test(word) && word.search(strange) !== -1
    ? word.replace(strange, (letter) => seemed.get(letter) ?? letter)
    : word;

/** A text without whom it addresses and where it points. */
export const withoutAddresses = (text: string): string =>
  text.slice(0, lettersMax).replace(addresses, ' ').replace(handles, ' ');

/**
 * The words of a text without capitals, accents and whom it addresses: a handle or an address is no word of what it says. In linear
 * time, whatever stands in the text.
 */
export const splitTokens = (text: string): Token[] => {
  const folded = withoutAddresses(text)
    .normalize('NFKD')
    .toLowerCase()
    .replace(neither, 'neppure')
    .replace(unseen, '')
    .slice(0, lettersMax);
  const tokens: Token[] = [];
  let sentence = 0;
  let clause = 0;
  let began = 0;
  for (const [piece] of folded.matchAll(pieces)) {
    if (/[\p{L}\p{N}]/u.test(piece)) tokens.push({ word: asRead(piece), sentence, clause, asked: false });
    else {
      clause += 1;
      if (!sentenceEnd.test(piece)) continue;
      sentence += 1;
      if (piece.includes('?')) for (const token of tokens.slice(began)) token.asked = true;
      began = tokens.length;
    }
  }
  return tokens;
};
