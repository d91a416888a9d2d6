import { formatter } from '@lingui/format-po';

/** Catalogs are kept by hand with explicit ids; a test keeps every language complete. */
export default {
  sourceLocale: 'en',
  locales: ['en', 'it'],
  catalogs: [
    { path: '<rootDir>/src/i18n/locales/{locale}', include: ['src'] },
    // English that the first page does without; the other languages are loaded late as they are.
    { path: '<rootDir>/src/i18n/locales/later/{locale}', include: ['src'] },
  ],
  format: formatter({ explicitIdAsDefault: true, origins: false, lineNumbers: false }),
};
