import { i18n, type Messages } from '@lingui/core';
import { isPseudo, isRightToLeft, type Language, type PseudoLanguage } from './languages';
import { messages as english } from './locales/en.po';

const catalogs: Record<Exclude<Language, 'en'>, () => Promise<{ messages: Messages }>> = {
  it: () => import('./locales/it.po'),
};

async function wordsOf(language: Language | PseudoLanguage): Promise<Messages> {
  if (isPseudo(language)) return (await import('./pseudo-words')).pseudoWords(language, english);
  return language === 'en' ? english : (await catalogs[language]()).messages;
}

/** Loads the catalog of a language and makes it the language of the page. English is always at hand. */
export async function activateLanguage(language: Language | PseudoLanguage): Promise<void> {
  // Adds to what `later-words` may have loaded.
  i18n.load(language, await wordsOf(language));
  i18n.activate(language);
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
}
