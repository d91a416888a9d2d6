import type { QueryTerms, QueryView } from '@filo/contracts/http';

/** As they are typed: lists by commas or lines. */
export interface QueryValues {
  name: string;
  words: string;
  hashtags: string;
  handle: string;
  notWords: string;
  notAuthors: string;
  language: string;
}

export const queryValues = (query: QueryView | null): QueryValues => ({
  name: query?.name ?? '',
  words: query?.words.join(', ') ?? '',
  hashtags: query?.hashtags.map((tag) => `#${tag}`).join(', ') ?? '',
  handle: query?.handle ?? '',
  notWords: query?.notWords.join(', ') ?? '',
  notAuthors: query?.notAuthors.join(', ') ?? '',
  language: query?.language ?? '',
});

export const termsOf = (values: QueryValues): QueryTerms => ({
  words: several(values.words),
  hashtags: several(values.hashtags.replaceAll(/\s+(?=#)/g, ',')),
  handle: values.handle.trim() || null,
  notWords: several(values.notWords),
  notAuthors: several(values.notAuthors),
  language: values.language.trim().toLowerCase() || null,
});

const several = (typed: string): string[] =>
  typed
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
