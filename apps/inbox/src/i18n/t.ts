import { i18n } from '@lingui/core';
import { isRightToLeft } from './languages';

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** What is filled in keeps its own direction inside our words, or theirs would swap places with it (Unicode's isolates). A bare word may be what a message chooses by. */
function isolated(value: unknown): unknown {
  if (typeof value !== 'string' || !/[^a-z-]/.test(value)) return value;
  return isRightToLeft(i18n.locale) || rightToLeft.test(value) ? `\u2068${value}\u2069` : value;
}

/**
 * The text of a message in the language of the page. Ids live in `locales/*.po`; a test finds ids that a catalog lacks.
 * The application is mounted anew when the language changes, so that components need no subscription.
 */
export const t = (id: string, values?: Record<string, unknown>): string =>
  i18n._(
    id,
    values && Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isolated(value)])),
  );

/** The same for an id made of what a server said: where no message has it, in the server's own words. */
export const tOr = (id: string, otherwise: string, values?: Record<string, unknown>): string =>
  id in i18n.messages ? t(id, values) : otherwise;

/** What was written in several languages, in that of the page. */
export const wordsIn = (words: { en: string; it?: string }): string =>
  (words as Record<string, string | undefined>)[i18n.locale] ?? words.en;

/** The server writes its sentences in English: who reads English has them as they are, which say more than any of ours. */
export const readsServerWords = (): boolean => i18n.locale === 'en';
