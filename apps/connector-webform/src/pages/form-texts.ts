import { chooseLanguage } from '../forms/choose-language.js';
import type { FieldError } from '../submissions/submission.js';
import { de } from './texts/de.js';
import { en } from './texts/en.js';
import { es } from './texts/es.js';
import { fr } from './texts/fr.js';
import { it } from './texts/it.js';

/** Everything a page says that its form does not. */
export interface FormTexts {
  send: string;
  sending: string;
  optional: string;
  choose: string;
  language: string;
  error: string;
  summaryOne: string;
  summaryMany: string;
  thanks: string;
  reference: string;
  referenceHint: string;
  another: string;
  paused: string;
  pausedText: string;
  missing: string;
  missingText: string;
  nothing: string;
  nothingText: string;
  back: string;
  away: string;
  awayText: string;
  failed: string;
  failedText: string;
  tooLarge: string;
  filesAgain: string;
  fileLimit: string;
  working: string;
  worked: string;
  noScript: string;
  trap: string;
  siteToken: string;
  leaveEmpty: string;
  reasons: Record<FieldError['reason'], string>;
}

const all: Readonly<Record<string, FormTexts>> = { en, de, es, fr, it };

export const textLanguages: readonly string[] = Object.keys(all);

/** The texts of the page's language, else English; `lang` says which they are. */
export const textsFor = (language: string): FormTexts =>
  all[chooseLanguage(textLanguages, language, undefined)] ?? en;

/** `{max}` and its like filled in. */
export const fill = (text: string, values: Readonly<Record<string, string | number>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
