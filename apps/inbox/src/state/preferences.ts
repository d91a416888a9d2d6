import { create } from 'zustand';
import { type Language, preferredLanguage } from '../i18n/activate-language';
import { readStored, writeStored } from './stored';

export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  contrast: 'normal' | 'high';
  /** Percent of the browser's own text size. */
  textSize: 90 | 100 | 110 | 120 | 130;
  language: Language;
  /** Keys without Ctrl or Cmd (WCAG 2.1.4 asks that they can be switched off). */
  singleKeys: boolean;
  listWidth: number;
  profileWidth: number;
  profileOpen: boolean;
}

const key = 'filo.preferences';
const defaults: Preferences = {
  theme: 'system',
  contrast: 'normal',
  textSize: 100,
  language: preferredLanguage(navigator.languages),
  singleKeys: true,
  listWidth: 340,
  profileWidth: 280,
  profileOpen: true,
};

/** How this agent likes the page, remembered in this browser. */
export const usePreferences = create<Preferences>(() => ({
  ...defaults,
  ...readStored<Partial<Preferences>>(key, {}),
}));

/** Whether anything was ever chosen in this browser. */
export const hasOwnPreferences = (): boolean => readStored<unknown>(key, null) !== null;

export function setPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  writeStored(key, usePreferences.getState());
}

/** Puts theme, contrast and text size on the document. */
export function applyAppearance({ theme, contrast, textSize }: Preferences): void {
  const root = document.documentElement;
  root.dataset['contrast'] = contrast;
  root.style.setProperty('--text-scale', String(textSize / 100));
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
}
