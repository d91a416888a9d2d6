import { i18n } from '@lingui/core';

/**
 * The text of a message in the language of the page. Ids live in `locales/*.po`; a test finds ids that a catalog lacks.
 * The application is mounted anew when the language changes, so that components need no subscription.
 */
export const t = (id: string, values?: Record<string, unknown>): string => i18n._(id, values);
