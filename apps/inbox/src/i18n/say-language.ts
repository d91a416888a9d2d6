import { i18n } from '@lingui/core';

/** The name of a language in the language of the page; its tag where nobody knows it. */
export function sayLanguage(tag: string): string {
  try {
    return new Intl.DisplayNames([i18n.locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}
