import { splitWords, type Word } from './split-words.js';

/** Words that must stand one after the other, each so far after the first. */
export interface SearchTerm {
  field: 'any' | 'from' | 'subject' | 'file';
  steps: readonly { forms: readonly string[]; after: number }[];
  /** The last step is the beginning of a word. */
  open: boolean;
}

export interface ParsedSearch {
  terms: SearchTerm[];
  /** Messages of these channels alone. */
  channels: string[];
  /** What was typed without filters and quotes: how people are looked for. */
  plain: string;
}

const parts =
  /(?<filter>from|subject|file|channel):(?:"(?<phrase>[^"]*)"?|(?<word>[^\s"]*))|"(?<alone>[^"]*)"?|(?<bare>[^\s"]+)/giu;
/** Each costs the index a look-up; nobody types as many. */
const stepsMax = 100;

/**
 * What was typed into the search field: words that must all be there, "phrases in quotes", and `from:`, `subject:`, `file:`,
 * `channel:`. The last word may be unfinished, as may a single Chinese letter. Any text at all is understood as something.
 */
export const parseSearch = (typed: string): ParsedSearch => {
  const text = typed.normalize('NFC').replace(/[“”„«»＂]/gu, '"');
  const parsed: ParsedSearch = { terms: [], channels: [], plain: '' };
  const plain: string[] = [];
  for (const { groups = {} } of text.matchAll(parts)) {
    const field = groups['filter']?.toLowerCase();
    const quoted = groups['phrase'] ?? groups['alone'];
    const said = quoted ?? groups['word'] ?? groups['bare'] ?? '';
    if (field === 'channel') {
      parsed.channels.push(said.toLowerCase());
      continue;
    }
    if (field === undefined) plain.push(said);
    const term = termOf([...splitWords(said)], (field ?? 'any') as SearchTerm['field']);
    if (term) parsed.terms.push(quoted === undefined ? term : { ...term, open: false });
  }
  // Postgres takes no such letters, and nobody is called by them.
  parsed.plain = plain
    .join(' ')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  leaveOpen(parsed.terms, /[\p{L}\p{M}\p{N}]$/u.test(text));
  return { ...parsed, terms: bounded(parsed.terms) };
};

const termOf = (words: readonly Word[], field: SearchTerm['field']): SearchTerm | undefined => {
  // The last letter of a run says nothing beside the pair it ends.
  const steps = words
    .map(({ forms, kind }, after) => ({ forms, after, kind }))
    .filter(({ kind }, n) => kind !== 'last' || words[n - 1]?.kind !== 'pair');
  const first = steps[0];
  if (!first) return undefined;
  return {
    field,
    steps: steps.map(({ forms, after }) => ({ forms, after: after - first.after })),
    open: steps.at(-1)!.kind === 'last' || words.at(-1)!.kind === 'word',
  };
};

/** Of all words only the last may go on, and letters that stand for a beginning by themselves. */
const leaveOpen = (terms: SearchTerm[], unfinished: boolean): void => {
  for (const [n, term] of terms.entries()) {
    const letters = [...(term.steps.at(-1)!.forms[0] ?? '')].length;
    const alone = letters === 1 && !/^[\p{scx=Latin}\p{N}]/u.test(term.steps.at(-1)!.forms[0]!);
    term.open &&= alone || (unfinished && n === terms.length - 1 && letters >= openMin);
  }
};

/** Shorter beginnings would find half of everything, and the index lists all that begins so. */
const openMin = 3;

const bounded = (terms: readonly SearchTerm[]): SearchTerm[] => {
  let steps = 0;
  return terms.filter((term) => (steps += term.steps.length) <= stepsMax);
};
