import type { SavedQuery } from '@filo/contracts';

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

/** By whole words, without capitals and accents: `art` is not in `party`. */
const says = (spacedText: string, word: string): boolean => {
  const wanted = spaced(word);
  return wanted.trim() !== '' && spacedText.includes(wanted);
};

const spaced = (text: string): string =>
  ` ${text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
