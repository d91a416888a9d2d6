import { foldWord } from './fold-word.js';

/** A word, where it stands in the text, and the forms by which it is compared. */
export interface Word {
  forms: readonly string[];
  start: number;
  end: number;
  /** Of writing without spaces: two letters side by side, or the last of a run. */
  kind: 'word' | 'pair' | 'last';
}

const runs = /[\p{L}\p{M}\p{N}]+/gu;
const spaceless =
  '[\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Hangul}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}]';
const stretches = new RegExp(`${spaceless}+|(?:(?!${spaceless}).)+`, 'gsu');
const startsSpaceless = new RegExp(`^${spaceless}`, 'u');

/**
 * The words of a text in their order. Runs of letters that their writing does not part by spaces (Japanese, Chinese, Thai …;
 * Korean too, whose particles cling to the word) become pairs of neighbouring letters, so that any part of them is found.
 */
export function* splitWords(text: string): Generator<Word> {
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (/^[\x00-\x7f]*$/.test(run)) yield word(run, index);
    else yield* splitRun(run, index);
  }
}

function* splitRun(run: string, at: number): Generator<Word> {
  for (const { 0: stretch, index } of run.matchAll(stretches)) {
    if (startsSpaceless.test(stretch)) yield* pairs(stretch, at + index);
    else {
      const one = word(stretch, at + index);
      if (one.forms[0] !== '') yield one;
    }
  }
}

function* pairs(stretch: string, at: number): Generator<Word> {
  const letters = [...stretch];
  let start = at;
  for (const [n, letter] of letters.entries()) {
    const following = letters[n + 1];
    const pair = letter + (following ?? '');
    const forms = foldWord(pair);
    if (forms[0] !== '')
      yield { forms, start, end: start + pair.length, kind: following === undefined ? 'last' : 'pair' };
    start += letter.length;
  }
}

const word = (text: string, start: number): Word => ({
  forms: foldWord(text),
  start,
  end: start + text.length,
  kind: 'word',
});
