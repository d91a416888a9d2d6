import { headerLinesLength } from './header-lines.js';
import { isQuoteDivider, quoteIntroLength } from './quote-intro.js';
import { signatureStart } from './signature.js';

export interface SplitReply {
  newText: string;
  /** The quote with what introduces it. */
  quotedText?: string;
  signatureText?: string;
}

/**
 * Tells what the author newly wrote from quote and signature. A quote after which the author goes on stays, since the
 * answer stands between its lines; a quote at the end goes, and so does everything below a copied header block or an
 * introduction without quote marks. `quoteAt` is where the HTML said that the quote begins.
 */
export const splitReply = (text: string, quoteAt?: number): SplitReply => {
  const lines = text.slice(0, quoteAt).replace(/\r\n?/g, '\n').split('\n');
  const quoted: string[] = [];
  if (quoteAt !== undefined) quoted.push(text.slice(quoteAt));
  let kept = cutAtQuote(lines, quoted);
  kept = takeSignatureAndQuotes(kept, quoted);
  const start = signatureStart(kept);
  const signature = trimLines(kept.slice(start).join('\n'));
  const quote = trimLines(quoted.join('\n'));
  return {
    newText: trimLines(kept.slice(0, start).join('\n')),
    ...(quote ? { quotedText: quote } : {}),
    ...(signature ? { signatureText: signature } : {}),
  };
};

/** Removes everything that surely is not new; what is removed goes to `quoted` in its order. */
const cutAtQuote = (lines: readonly string[], quoted: string[]): string[] => {
  const kept: string[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]!;
    if (isQuoteDivider(line) || headerLinesLength(lines, index) > 0) {
      quoted.unshift(...lines.slice(withRule(kept, index)));
      return kept;
    }
    const intro = quoteIntroLength(lines, index);
    if (intro === 0) {
      kept.push(line);
      continue;
    }
    const rest = index + intro;
    const nothingAbove = kept.every((above) => above.trim() === '');
    if (!quoteFollows(lines, rest) && !nothingAbove) {
      quoted.unshift(...lines.slice(index));
      return kept;
    }
    quoted.push(...lines.slice(index, rest));
    index = rest - 1;
    if (nothingAbove) index = dropLeadingQuote(lines, rest, quoted) - 1;
  }
  return kept;
};

/** A rule drawn above the copied headers belongs to them. */
const withRule = (kept: string[], index: number): number => {
  let from = kept.length;
  while (from > 0 && kept[from - 1]!.trim() === '') from -= 1;
  if (from > 0 && /^\s*[_*=-]{5,}\s*$/.test(kept[from - 1]!)) {
    const removed = kept.length - (from - 1);
    kept.length = from - 1;
    return index - removed;
  }
  return index;
};

const isQuoted = (line: string): boolean => /^\s*(?:>|\|(?:\s|$)|\p{Lu}{1,3}>)/u.test(line);

const quoteFollows = (lines: readonly string[], from: number): boolean => {
  const next = lines.slice(from, from + 4).find((line) => line.trim() !== '');
  return next !== undefined && /^\s*[>|]/.test(next);
};

/** Where the author answers below the quote, the introduced quote above it is no new text. */
const dropLeadingQuote = (lines: readonly string[], from: number, quoted: string[]): number => {
  let index = from;
  if (!quoteFollows(lines, from)) return from;
  while (index < lines.length && (isQuoted(lines[index]!) || lines[index]!.trim() === '')) index += 1;
  quoted.push(...lines.slice(from, index));
  return index;
};

/** Takes the signature and the quote off the end, in whichever order they stand. */
const takeSignatureAndQuotes = (lines: string[], quoted: string[]): string[] => {
  const start = signatureStart(lines);
  const own = lines.slice(0, start);
  const end = trailingQuoteStart(own);
  if (end === own.length) return lines;
  quoted.unshift(...own.slice(end));
  return [...own.slice(0, end), ...lines.slice(start)];
};

const trailingQuoteStart = (lines: readonly string[]): number => {
  let index = lines.length;
  let quotes = 0;
  while (index > 0 && (isQuoted(lines[index - 1]!) || lines[index - 1]!.trim() === '')) {
    index -= 1;
    if (isQuoted(lines[index]!)) quotes += 1;
  }
  return quotes > 0 ? index : lines.length;
};

const trimLines = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
