import { create } from 'zustand';
import { isLanguage, type Language, preferredLanguage, type PseudoLanguage } from '../i18n/languages';
import { readStored, writeStored } from './stored';

export const textSizes = [90, 100, 110, 120, 130] as const;

export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  contrast: 'system' | 'standard' | 'high';
  /** Percent of the browser's own text size. */
  textSize: (typeof textSizes)[number];
  language: Language | PseudoLanguage;
  /** Keys without Ctrl or Cmd (WCAG 2.1.4 asks that they can be switched off). */
  singleKeys: boolean;
  /** How wide panes are drawn, in pixels at a text size of 100. */
  listWidth: number;
  profileWidth: number;
  profileOpen: boolean;
}

const key = 'filo.preferences';
const defaults: Preferences = {
  theme: 'system',
  contrast: 'system',
  textSize: 100,
  language: preferredLanguage(navigator.languages),
  singleKeys: true,
  listWidth: 340,
  profileWidth: 280,
  profileOpen: true,
};

/** What a browser kept, of this version or an older one, which knew no system's contrast: what cannot be chosen today is as if nothing was. */
function kept(): Preferences {
  const stored = { ...defaults, ...readStored<Partial<Preferences>>(key, {}) };
  return {
    ...stored,
    ...(!['system', 'standard', 'high'].includes(stored.contrast) && { contrast: defaults.contrast }),
    ...(!textSizes.includes(stored.textSize) && { textSize: defaults.textSize }),
    ...(!isLanguage(stored.language) && { language: defaults.language }),
  };
}

/** How this agent likes the page, remembered in this browser. */
export const usePreferences = create<Preferences>(kept);

/** Whether anything was ever chosen in this browser. */
export const hasOwnPreferences = (): boolean => readStored<unknown>(key, null) !== null;

export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  writeStored(key, usePreferences.getState());
}

/** Puts theme, contrast and text size on the document. */
export function applyAppearance({ theme, contrast, textSize }: Preferences): void {
  const root = document.documentElement;
  root.style.setProperty('--text-scale', String(textSize / 100));
  for (const [name, choice] of Object.entries({ theme, contrast }))
    if (choice === 'system') delete root.dataset[name];
    else root.dataset[name] = choice;
}
