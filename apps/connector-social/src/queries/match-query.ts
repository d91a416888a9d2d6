import type { SavedQuery } from '@filo/contracts';
import { unspacedScripts } from '@filo/text-limits';

/** A post that a platform found, as far as a query looks at it. */
export interface FoundPost {
  /** What its author newly wrote, without what it quotes. */
  text: string;
  /** Without `@`. */
  handle: string;
  languages: readonly string[];
  /** What a post quotes is no word of its author: such a post counts when it says the words itself. */
  isQuote: boolean;
}

/**
 * Whether a post is what the query wants, whatever the platform made of it: platforms know no exclusions, or other ones. What our own
 * accounts say is never found.
 */
export const isWanted = (query: SavedQuery, post: FoundPost, ours: readonly string[]): boolean => {
  const author = plain(post.handle);
  const text = spaced(post.text);
  return (
    ![...ours, ...query.notAuthors].some((handle) => plain(handle) === author) &&
    !query.notWords.some((word) => says(text, word)) &&
    speaks(query, post.languages) &&
    (!post.isQuote || saysIt(query, text, author))
  );
};

const saysIt = ({ words, hashtags, handle }: SavedQuery, text: string, author: string): boolean =>
  [...words, ...hashtags].some((word) => says(text, word)) ||
  (handle !== undefined && (plain(handle) === author || says(text, handle)));

/** What says nothing of its language may be in any. */
const speaks = ({ language }: SavedQuery, languages: readonly string[]): boolean =>
  language === undefined ||
  languages.length === 0 ||
  languages.some((one) => one.toLowerCase().split('-')[0] === language);

const plain = (handle: string): string => handle.replace(/^@/, '').toLowerCase();

/**
 * By whole words, without capitals and accents: `art` is not in `party`. Where writing puts no blanks between words nobody can say where one ends: there each letter counts for itself, and a word is found within others.
 */
const says = (spacedText: string, word: string): boolean => {
  const wanted = spaced(word);
  return wanted.trim() !== '' && spacedText.includes(wanted);
};

/** Korean parts its words, but particles cling to them; two voice marks and the long vowel belong to no script of their own. */
const unspaced = `[${unspacedScripts}\\p{sc=Hangul}\\u3099\\u309a\\u30fc]`;
/** A vowel below or above a letter of these is no accent: another vowel makes another word. */
const accents = new RegExp(`(?!${unspaced})\\p{M}`, 'gu');
const letters = new RegExp(`${unspaced}\\p{M}*`, 'gu');

const spaced = (text: string): string =>
  ` ${text
    .normalize('NFKD')
    .replace(accents, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(letters, ' $& ')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()} `;
