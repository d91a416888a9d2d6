import type { MarkedText } from '@filo/contracts/http';
import type { SearchTerm } from './parse-search.js';
import { splitWords, type Word } from './split-words.js';

interface Hit {
  start: number;
  end: number;
  term: SearchTerm;
}

/** Letters around what was found. */
const snippetLetters = 220;
const leadLetters = 60;
/** Words and hits that are looked at for the best place of a long text. */
const wordsMax = 20_000;
const hitsMax = 200;

/** The whole text with what was searched for marked. */
export const markText = (text: string, terms: readonly SearchTerm[]): MarkedText => {
  const whole = text.normalize('NFC');
  return cut(whole, findHits(whole, terms), { start: 0, end: whole.length });
};

/** Does any of the terms stand in it? */
export const isMarked = (text: MarkedText): boolean => text.some(({ marked }) => marked);

/** The stretch of a text where most of what was searched for stands together; its beginning when nothing does. */
export const markSnippet = (text: string, terms: readonly SearchTerm[]): MarkedText => {
  const whole = text.normalize('NFC');
  const hits = findHits(whole, terms);
  const start = hits.length === 0 ? 0 : roundDown(whole, bestStart(hits) - leadLetters);
  const end = roundUp(whole, start + snippetLetters);
  const parts = cut(whole, hits, { start, end });
  if (start > 0) parts.unshift({ text: '…', marked: false });
  if (end < whole.trimEnd().length) parts.push({ text: '…', marked: false });
  return parts.map(({ text: part, marked }) => ({ text: part.replace(/\s+/gu, ' '), marked }));
};

const findHits = (text: string, terms: readonly SearchTerm[]): Hit[] => {
  const words: Word[] = [];
  for (const word of splitWords(text)) if (words.push(word) === wordsMax) break;
  const hits: Hit[] = [];
  for (let at = 0; at < words.length && hits.length < hitsMax; at++)
    for (const term of terms) {
      const last = matchAt(words, at, term);
      if (last) hits.push({ start: words[at]!.start, end: last.end, term });
    }
  return hits;
};

/** The last word of the term, when it stands here. */
const matchAt = (words: readonly Word[], at: number, { steps, open }: SearchTerm): Word | undefined => {
  let last: Word | undefined;
  for (const [n, { forms, after }] of steps.entries()) {
    last = words[at + after];
    const begins = open && n === steps.length - 1;
    const fits = last?.forms.some((said) =>
      forms.some((form) => (begins ? said.startsWith(form) : said === form)),
    );
    if (!fits) return undefined;
  }
  return last;
};

/** Where the most different terms stand within one snippet; the first such place. */
const bestStart = (hits: readonly Hit[]): number => {
  let best = { start: hits[0]!.start, terms: 0 };
  for (const [n, { start }] of hits.entries()) {
    const near = hits.slice(n).filter((hit) => hit.end <= start + snippetLetters - leadLetters);
    const terms = new Set(near.map((hit) => hit.term)).size;
    if (terms > best.terms) best = { start, terms };
  }
  return best.start;
};

/** At a gap between words, if there is one near; never inside a letter. */
const roundDown = (text: string, at: number): number => {
  if (at <= 0) return 0;
  const gap = text.slice(at, at + leadLetters / 2).search(/\s/u);
  return gap < 0 ? insideLetter(text, at) : at + gap + 1;
};

const roundUp = (text: string, at: number): number => {
  if (at >= text.length) return text.length;
  const gap = text.slice(at - leadLetters / 2, at).search(/\s\S*$/u);
  return gap < 0 ? insideLetter(text, at) : at - leadLetters / 2 + gap;
};

const insideLetter = (text: string, at: number): number =>
  /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;

const cut = (
  text: string,
  hits: readonly Hit[],
  { start, end }: { start: number; end: number },
): MarkedText => {
  const parts: MarkedText = [];
  const add = (from: number, to: number, marked: boolean): void => {
    if (to > from) parts.push({ text: text.slice(from, to), marked });
  };
  let at = start;
  for (const hit of merged(hits)) {
    if (hit.end <= at || hit.start >= end) continue;
    add(at, Math.max(at, hit.start), false);
    add(Math.max(at, hit.start), Math.min(hit.end, end), true);
    at = Math.min(hit.end, end);
  }
  add(at, end, false);
  return parts;
};

/** Hits that touch or overlap, such as pairs of Chinese letters, are one mark. */
const merged = (hits: readonly Hit[]): { start: number; end: number }[] => {
  const ranges: { start: number; end: number }[] = [];
  for (const { start, end } of [...hits].sort((a, b) => a.start - b.start)) {
    const last = ranges.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
};
