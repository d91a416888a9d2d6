/** Every language of the page by the name it gives itself, with the locale in which the controls of React Aria speak it. A new one needs its catalog and a line here. */
export const languageNames = { en: 'English', it: 'Italiano' } as const;
export type Language = keyof typeof languageNames;
export const languages = Object.keys(languageNames) as Language[];

/**
 * English made long and accented, and English written from right to left, to look at the page in: no choice of anybody's, but what tests and
 * `npm run screens` put into the preferences.
 */
export const pseudoLanguages = ['en-XA', 'ar-XB'] as const;
export type PseudoLanguage = (typeof pseudoLanguages)[number];

export const isPseudo = (language: string): language is PseudoLanguage =>
  (pseudoLanguages as readonly string[]).includes(language);

export const isLanguage = (language: unknown): language is Language | PseudoLanguage =>
  typeof language === 'string' && (Object.hasOwn(languageNames, language) || isPseudo(language));

export const isRightToLeft = (language: string): boolean => /^(ar|fa|he|ur)\b/.test(language);

const locales: Record<Language, string> = { en: 'en-US', it: 'it-IT' };

/** The locale for those who format and compare: that of a region, as they expect it. */
export const localeOf = (language: Language | PseudoLanguage): string =>
  isPseudo(language) ? language : locales[language];

/** The language of the browser where there is a catalog for it, else English. */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted
    .map((tag) => tag.slice(0, 2).toLowerCase())
    .find((tag): tag is Language => Object.hasOwn(languageNames, tag)) ?? 'en';
