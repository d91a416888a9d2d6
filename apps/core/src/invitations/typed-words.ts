/** In which words are read otherwise than they stand. */
const turned = /[\u202D\u202E]/u;
/** Zero-width letters and the like, by which a word can seem to end where it goes on. */
const unseen = /\p{Cf}/gu;
/** How connectors tell what pictures and cards say: below what its author typed, each line of it by somebody else. */
const told = /^\[(?:Picture|Video|Sound|File|Link)(?::|\])/mu;

/**
 * What of a message its author can have typed: not what it quotes, shows or links to. Where a connector tells what was typed, this is taken of that.
 */
export const typedWords = (words: string): string => {
  const seen = words.replaceAll(unseen, (sign) => (turned.test(sign) ? sign : ''));
  const end = seen.search(told);
  return ownLines(end < 0 ? seen : seen.slice(0, end))
    .split('\n')
    .filter((line) => !turned.test(line))
    .join('\n');
};

/** Without those that quote others. */
export const ownLines = (words: string): string =>
  words
    .split('\n')
    .filter((line) => !/^\s*>/.test(line))
    .join('\n');

/**
 * A pattern for something that stands by itself: between blanks, and with no more than marks of speech around. In a link, a name of somebody or a word
 * behind which a link may stand, it does not.
 */
export const byItself = (pattern: string): RegExp =>
  new RegExp(`(?<!\\S)["'‘’‚“”„«»*_~\`]*(${pattern})["'‘’‚“”„«»*_~\`.,;:!?…]*(?!\\S)`, 'giu');
