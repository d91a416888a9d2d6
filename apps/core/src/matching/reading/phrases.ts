import { hash52 } from '../keys/token.js';

/** Words of one phrase: so many in a row are hardly ever written twice by chance. */
const length = 7;
const saidMax = 600;
const quotedMax = 4000;

/** One hash for each run of words; each word is hashed once, since this is done for every message. */
const phrases = (text: string): number[] => {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(hash52);
  const found: number[] = [];
  for (let n = 0; n + length <= words.length; n += 1) found.push(phraseToken(words, n));
  return found;
};

const phraseToken = (words: readonly number[], from: number): number => {
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (let n = from; n < from + length; n += 1) {
    const word = words[n]!;
    one = Math.imul(one ^ (word % 0x100000000), 0x01000193);
    two = Math.imul(two ^ (word / 0x100000), 0x85ebca6b);
    one ^= one >>> 15;
    two ^= two >>> 13;
  }
  return -1 - ((one >>> 0) * 0x100000 + ((two ^ (two >>> 16)) >>> 12));
};

/**
 * Tokens of phrases are below zero and all others above, so that an index can leave them out: there is one for each message.
 *
 * The one phrase that stands for a text: that of the least hash, so that whoever quotes the text whole is found by it (Broder,
 * On the resemblance and containment of documents, 1997). Undefined for a text too short to be told from others.
 */
export const saidPhrase = (text: string): number | undefined => {
  const found = phrases(text.slice(0, saidMax));
  return found.length < length ? undefined : found.reduce((least, token) => Math.min(least, token));
};

/** All phrases of a quote: the one of the text that is quoted is among them. */
export const quotedPhrases = (text: string): number[] => [...new Set(phrases(text.slice(0, quotedMax)))];
