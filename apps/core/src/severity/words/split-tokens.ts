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
    if (/[\p{L}\p{N}]/u.test(piece)) tokens.push({ word: piece, sentence, clause, asked: false });
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
