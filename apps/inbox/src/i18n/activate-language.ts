import { i18n } from '@lingui/core';
import { messages as english } from './locales/en.po';

export const languages = ['en', 'it'] as const;
export type Language = (typeof languages)[number];

const isRightToLeft = (language: string) => /^(ar|fa|he|ur)\b/.test(language);

/** The language of the browser where there is a catalog for it, else English. */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag): tag is Language => (languages as readonly string[]).includes(tag)) ?? 'en';

/** Loads the catalog of a language and makes it the language of the page. English is always at hand. */
export async function activateLanguage(language: Language): Promise<void> {
  const messages = language === 'it' ? (await import('./locales/it.po')).messages : english;
  // Adds to what `later-words` may have loaded.
  i18n.load(language, messages);
  i18n.activate(language);
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
}
