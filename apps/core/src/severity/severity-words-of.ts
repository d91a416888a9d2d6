import { severityVersion } from './weigh-severity.js';
import { FindWords } from './words/find-words.js';
import { withOwnWords } from './words/own-words.js';

/** The words that an installation weighs by, and the version that a severity made with them bears. */
export interface SeverityWords {
  words: FindWords;
  version: string;
}

/** The built-in ones as they are, since they are tens of thousands. */
let builtIn: FindWords | undefined;

export const severityWordsOf = (own: readonly string[]): SeverityWords => {
  const { list, name } = withOwnWords(own);
  const words = own.length === 0 ? (builtIn ??= new FindWords(list)) : new FindWords(list);
  return { words, version: `${severityVersion}${name && `+${name}`}` };
};
