import type { QueryTerms, QueryView } from '@filo/contracts/http';
import { DomainError } from '../http/domain-error.js';

type Terms = Pick<QueryView, keyof QueryTerms>;

/** What a query asks for, as it is stored. Throws when it would find nothing, or everything. */
export const termsToAsk = (wanted: Terms): Terms => {
  const terms = plainTerms(wanted);
  demandTerms(terms);
  return terms;
};

/** Without signs, each once. */
const plainTerms = (terms: Terms): Terms => ({
  words: each(terms.words, (word) => word.replace(/\s+/g, ' ')),
  hashtags: each(terms.hashtags, (tag) => tag.replace(/^#/, '')),
  handle: terms.handle === null ? null : plainHandle(terms.handle),
  notWords: each(terms.notWords, (word) => word.replace(/\s+/g, ' ')),
  notAuthors: each(terms.notAuthors, plainHandle),
  language: terms.language,
});

const demandTerms = ({ words, hashtags, handle, notWords, notAuthors }: Terms): void => {
  const letters = [...words, ...hashtags].filter((one) => /[\p{L}\p{N}]/u.test(one));
  if (letters.length > 0 || handle !== null) return;
  const excludes = notWords.length + notAuthors.length > 0;
  throw new DomainError(
    'query-refused',
    excludes
      ? 'Nothing was stored: the query says only what it does not want. Give it a word, a hashtag or a handle to look for.'
      : 'Nothing was stored: the query says nothing. Give it a word, a hashtag or a handle to look for.',
    { reason: excludes ? 'only-exclusions' : 'says-nothing' },
  );
};

const plainHandle = (handle: string): string => handle.replace(/^@/, '').toLowerCase();

const each = (all: readonly string[], plain: (one: string) => string): string[] => {
  const found = new Map(all.map(plain).map((one) => [one.toLowerCase(), one]));
  return [...found.values()];
};
