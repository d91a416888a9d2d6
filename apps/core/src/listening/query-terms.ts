import type { QueryTerms, QueryView } from '@filo/contracts/http';
import { DomainError } from '../http/domain-error.js';

type Terms = Pick<QueryView, keyof QueryTerms>;

/** As they are stored: without signs, each once. */
export const plainTerms = (terms: Terms): Terms => ({
  words: each(terms.words, (word) => word.replace(/\s+/g, ' ')),
  hashtags: each(terms.hashtags, (tag) => tag.replace(/^#/, '')),
  handle: terms.handle === null ? null : plainHandle(terms.handle),
  notWords: each(terms.notWords, (word) => word.replace(/\s+/g, ' ')),
  notAuthors: each(terms.notAuthors, plainHandle),
  language: terms.language,
});

/** Throws when the query would find nothing, or everything. */
export const demandTerms = ({ words, hashtags, handle, notWords, notAuthors }: Terms): void => {
  const letters = [...words, ...hashtags].filter((one) => /[\p{L}\p{N}]/u.test(one));
  if (letters.length > 0 || handle !== null) return;
  throw new DomainError(
    'query-refused',
    notWords.length + notAuthors.length > 0
      ? 'Nothing was stored: the query says only what it does not want. Give it a word, a hashtag or a handle to look for.'
      : 'Nothing was stored: the query says nothing. Give it a word, a hashtag or a handle to look for.',
    { reason: notWords.length + notAuthors.length > 0 ? 'only-exclusions' : 'says-nothing' },
  );
};

const plainHandle = (handle: string): string => handle.replace(/^@/, '').toLowerCase();

const each = (all: readonly string[], plain: (one: string) => string): string[] => {
  const found = new Map(all.map(plain).map((one) => [one.toLowerCase(), one]));
  return [...found.values()];
};
