import type { SavedQuery } from '@filo/contracts';

/** Letters that X takes of a query. */
export const queryMax = 512;

/** A saved query as X's search reads it: any of what is wanted, nothing of what is not, and no reposts, which are reach and no messages. */
export const queryTextOf = (query: SavedQuery, ourHandle: string): string => {
  const { words, hashtags, handle, notWords, notAuthors, language } = query;
  const any = [
    ...words.map(quoted),
    ...hashtags.map((tag) => `#${tag}`),
    ...(handle === undefined ? [] : [`from:${handle}`, `@${handle}`]),
  ];
  return [
    any.length > 1 ? `(${any.join(' OR ')})` : any[0],
    ...notWords.map((word) => `-${quoted(word)}`),
    ...notAuthors.map((author) => `-from:${author}`),
    `-from:${ourHandle}`,
    '-is:retweet',
    ...(language === undefined ? [] : [`lang:${language}`]),
  ].join(' ');
};

const quoted = (word: string): string => `"${word.replaceAll(/["\\]/g, ' ').trim()}"`;

/** What X would refuse, in words. */
export const tooLong = (text: string): string | undefined => {
  const letters = Array.from(text).length;
  return letters <= queryMax
    ? undefined
    : `At X the query would be ${letters} letters long, and X takes ${queryMax}. Use fewer or shorter words, or make two queries of it.`;
};
