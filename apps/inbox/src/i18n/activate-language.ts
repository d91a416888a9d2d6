import { i18n, type Messages } from '@lingui/core';
import { isPseudo, type Language, type PseudoLanguage } from './languages';
import { messages as english } from './locales/en.po';

const isRightToLeft = (language: string) => /^(ar|fa|he|ur)\b/.test(language);

async function wordsOf(language: Language | PseudoLanguage): Promise<Messages> {
  if (isPseudo(language)) return (await import('./pseudo-words')).pseudoWords(language);
  return language === 'it' ? (await import('./locales/it.po')).messages : english;
}

/** Loads the catalog of a language and makes it the language of the page. English is always at hand. */
export async function activateLanguage(language: Language | PseudoLanguage): Promise<void> {
  // Adds to what `later-words` may have loaded.
  i18n.load(language, await wordsOf(language));
  i18n.activate(language);
  document.documentElement.lang = language;
  document.documentElement.dir = isRightToLeft(language) ? 'rtl' : 'ltr';
}
