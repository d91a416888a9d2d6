import { severityVersion } from './weigh-severity.js';
import { FindWords } from './words/find-words.js';
import { withOwnWords } from './words/own-words.js';

/** The words that an installation weighs by, and the version that a severity made with them bears. */
export interface SeverityWords {
  words: FindWords;
  version: string;
}

export const severityWordsOf = (own: readonly string[]): SeverityWords => {
  const { list, name } = withOwnWords(own);
  return { words: new FindWords(list), version: `${severityVersion}${name && `+${name}`}` };
};
