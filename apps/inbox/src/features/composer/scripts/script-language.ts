import { i18n } from '@lingui/core';
import { create } from 'zustand';
import { readStored, writeStored } from '../../../state/stored';

const key = 'filo.script-language';
const useChosen = create<{ language: string | null }>(() => ({
  language: readStored<string | null>(key, null),
}));

/** The language in which scripts are put into a draft: what was chosen last in this browser, else that of the page. */
export const useScriptLanguage = (): string => useChosen(({ language }) => language) ?? i18n.locale;

export function setScriptLanguage(language: string): void {
  writeStored(key, language);
  useChosen.setState({ language });
}
