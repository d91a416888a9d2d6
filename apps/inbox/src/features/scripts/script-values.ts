import type { ScriptCreate, ScriptView } from '@filo/contracts/http';
import { i18n } from '@lingui/core';

export interface ScriptValues {
  title: string;
  folder: string;
  shared: boolean;
  words: { language: string; text: string }[];
}

/** What a dialog begins with: the script, or an empty one in the language of the page. */
export const scriptValues = (script: ScriptView | null): ScriptValues =>
  script
    ? { title: script.title, folder: script.folder, shared: script.shared, words: [...script.words] }
    : { title: '', folder: '', shared: false, words: [{ language: i18n.locale, text: '' }] };

/** What is sent. Only who keeps the scripts of everybody says whose it is. A language without words is none. */
export const bodyOf = (
  { title, folder, shared, words }: ScriptValues,
  keepsShared: boolean,
): ScriptCreate => ({
  title: title.trim(),
  folder: folder.trim(),
  ...(keepsShared ? { shared } : {}),
  words: words.filter(({ text }) => text.trim() !== ''),
});
