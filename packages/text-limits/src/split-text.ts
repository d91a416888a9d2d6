import { eachGrapheme } from './graphemes.js';
import { measureText } from './measure-text.js';

/** As many posts one text may become; the bus takes no more. */
const partsMax = 25;

/**
 * What a reader or a program takes for one thing: an address of the web with or without its beginning, a mention, a hashtag. An address without
 * its beginning is looked for only where a run of letters begins: from each of them anew it would take the square of their number.
 */
const uncut =
  /https?:\/\/[^\s<>"]+|[@#][\p{L}\p{N}_](?:[\p{L}\p{N}_.@-]*[\p{L}\p{N}_])?|(?<![\w-])[\w-]+(?:\.[\w-]+)+(?:\/[^\s<>"]*)?/giu;
/** So much fits everywhere. */
const shortMax = 20;
const sentenceEnd = /[.!?…。！？]["'»”’)\]]*$/u;

/** A place at which the text may be cut, and whether a sentence or a line ends there. */
interface Cut {
  at: number;
  ends: boolean;
}

/**
 * A text as numbered parts (`… 1/3`) that these limits (see `limitsFor`) take, each cut at the end of a sentence where one ends in its second half,
 * else between words; a word is cut only where it fits in no part, and links, mentions, hashtags and graphemes never are.
 * The parts without their numbers, with the blanks between them, are the text. A text that fits is one part without a number; undefined where it cannot
 * be done: a link longer than a part, or more than 25 of them.
 */
export const splitText = (limits: string, text: string): string[] | undefined => {
  const trimmed = text.trim();
  if (fits(limits, trimmed)) return [trimmed];
  for (const digits of [1, 2]) {
    const pieces = piecesOf(limits, trimmed, ` ${'9'.repeat(digits)}/${'9'.repeat(digits)}`);
    if (pieces === undefined) return undefined;
    if (String(pieces.length).length <= digits)
      return pieces.map((piece, index) => `${piece} ${index + 1}/${pieces.length}`);
  }
  return undefined;
};

const fits = (limits: string, text: string): boolean => {
  const measure = measureText(limits, text);
  return measure === undefined || measure.used <= measure.max;
};

/** Cuts greedily, leaving room for the number; undefined where some piece can be cut nowhere or there are too many. What follows too many is not looked at. */
const piecesOf = (limits: string, text: string, number: string): string[] | undefined => {
  const takes = (piece: string) => fits(limits, piece + number);
  const cuts = new Cuts(cutsOf(text, takes));
  const pieces: string[] = [];
  for (let start = 0, from = 0; cuts.has(from);) {
    const last = lastFitting(cuts, from, (cut) => takes(text.slice(start, cut.at)));
    if (last === undefined || pieces.length === partsMax) return undefined;
    const chosen = betterCut(cuts, { from, last, start });
    pieces.push(text.slice(start, cuts.at(chosen).at));
    from = chosen + 1;
    start = afterBlanks(text, cuts.at(chosen).at);
  }
  return pieces;
};

/** Looked for only as far as somebody asks. */
class Cuts {
  readonly #found: Cut[] = [];

  constructor(private readonly next: Iterator<Cut, undefined>) {}

  has(index: number): boolean {
    while (this.#found.length <= index) {
      const { value } = this.next.next();
      if (value === undefined) return false;
      this.#found.push(value);
    }
    return true;
  }

  /** One that is there. */
  at(index: number): Cut {
    return this.#found[index]!;
  }
}

/** Doubles its steps, then halves them: nothing much longer than a part is ever measured. */
const lastFitting = (cuts: Cuts, from: number, takes: (cut: Cut) => boolean): number | undefined => {
  if (!takes(cuts.at(from))) return undefined;
  const reaches = (index: number) => cuts.has(index) && takes(cuts.at(index));
  let low = from;
  let step = 1;
  while (reaches(low + step)) {
    low += step;
    step *= 2;
  }
  for (; step >= 1; step = Math.floor(step / 2)) if (reaches(low + step)) low += step;
  return low;
};

/** The last end of a sentence in the second half of what fits, else all that fits. */
const betterCut = (
  cuts: Cuts,
  { from, last, start }: { from: number; last: number; start: number },
): number => {
  if (!cuts.has(last + 1)) return last;
  const half = start + (cuts.at(last).at - start) / 2;
  for (let index = last; index >= from && cuts.at(index).at >= half; index -= 1)
    if (cuts.at(index).ends) return index;
  return last;
};

const afterBlanks = (text: string, at: number): number => at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);

function* cutsOf(text: string, takes: (piece: string) => boolean): Generator<Cut, undefined> {
  for (const { 0: found, 1: run = '', index } of text.matchAll(/(\S+)\s*/gu)) {
    const at = index + run.length;
    if (run.length > shortMax && !takes(run))
      for (const cut of cutsInside(run, index)) if (cut.at < at) yield cut;
    yield { at, ends: sentenceEnd.test(run) || found.includes('\n') };
  }
}

/** Of a word that fits in no part, or of writing without blanks. */
function* cutsInside(run: string, offset: number): Generator<Cut> {
  let at = 0;
  for (const { 0: one, index } of run.matchAll(uncut)) {
    yield* cutsBetween(run.slice(at, index), offset + at);
    at = index + one.length;
    yield { at: offset + at, ends: false };
  }
  yield* cutsBetween(run.slice(at), offset + at);
}

function* cutsBetween(letters: string, offset: number): Generator<Cut> {
  let at = offset;
  for (const grapheme of eachGrapheme(letters)) {
    at += grapheme.length;
    yield { at, ends: /[。！？]/u.test(grapheme) };
  }
}
