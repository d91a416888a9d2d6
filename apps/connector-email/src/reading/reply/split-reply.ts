import { headerLinesLength } from './header-lines.js';
import { isQuoteDivider, quoteIntroLength } from './quote-intro.js';
import { signatureStart } from './signature.js';

export interface SplitReply {
  newText: string;
  /** The quote with what introduces it, in the order of the mail. */
  quotedText?: string;
  signatureText?: string;
}

type Kind = 'own' | 'quote' | 'signature';

/**
 * Tells what the author newly wrote from quote and signature. A quote after which the author goes on stays, since the
 * answer stands between its lines; a quote at the end goes, and so does everything below a copied header block or an
 * introduction without quote marks. `quoteAt` is where the HTML said that the quote begins.
 */
export const splitReply = (text: string, quoteAt?: number): SplitReply => {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const kinds = new Array<Kind>(lines.length).fill('own');
  if (quoteAt !== undefined) kinds.fill('quote', text.slice(0, quoteAt).split('\n').length - 1);
  markCutQuote(lines, kinds);
  markSignature(lines, kinds);
  if (markTrailingQuote(lines, kinds)) markSignature(lines, kinds);
  const pick = (kind: Kind) => trimLines(lines.filter((_, index) => kinds[index] === kind).join('\n'));
  const quotedText = pick('quote');
  const signatureText = pick('signature');
  return {
    newText: pick('own'),
    ...(quotedText ? { quotedText } : {}),
    ...(signatureText ? { signatureText } : {}),
  };
};

/** Marks introductions, and everything below one that ends the new text. */
const markCutQuote = (lines: readonly string[], kinds: Kind[]): void => {
  let anyOwn = false;
  for (let index = 0; index < lines.length && kinds[index] === 'own'; index += 1) {
    if (isQuoteDivider(lines[index]!) || headerLinesLength(lines, index) > 0) {
      kinds.fill('quote', withRule(lines, index));
      return;
    }
    const intro = quoteIntroLength(lines, index);
    if (intro === 0) {
      anyOwn ||= lines[index]!.trim() !== '';
      continue;
    }
    const rest = index + intro;
    const quoted = quoteFollows(lines, rest);
    if (anyOwn && !quoted) {
      kinds.fill('quote', index);
      return;
    }
    const end = anyOwn || !quoted ? rest : quoteEnd(lines, rest);
    kinds.fill('quote', index, end);
    index = end - 1;
  }
};

/** A rule drawn above the copied headers belongs to them. */
const withRule = (lines: readonly string[], index: number): number => {
  let from = index;
  while (from > 0 && lines[from - 1]!.trim() === '') from -= 1;
  const above = lines[from - 1] ?? '';
  return above.length <= 200 && /^\s*[_*=-]{5,}\s*$/.test(above) ? from - 1 : index;
};

const isQuoted = (line: string): boolean => /^\s*(?:>|\|(?:\s|$)|\p{Lu}{1,3}>)/u.test(line);

const quoteFollows = (lines: readonly string[], from: number): boolean => {
  const next = lines.slice(from, from + 4).find((line) => line.trim() !== '');
  return next !== undefined && /^\s*[>|]/.test(next);
};

/** Where the author answers below the quote, the introduced quote above it is no new text. */
const quoteEnd = (lines: readonly string[], from: number): number => {
  let index = from;
  while (index < lines.length && (isQuoted(lines[index]!) || lines[index]!.trim() === '')) index += 1;
  return index;
};

const markSignature = (lines: readonly string[], kinds: Kind[]): void => {
  const end = kinds.lastIndexOf('own') + 1;
  const own = lines.map((line, index) => (kinds[index] === 'own' ? line : '')).slice(0, end);
  const start = signatureStart(own);
  for (let index = start; index < end; index += 1) if (kinds[index] === 'own') kinds[index] = 'signature';
};

const markTrailingQuote = (lines: readonly string[], kinds: Kind[]): boolean => {
  let found = false;
  for (let index = kinds.lastIndexOf('own'); index >= 0; index -= 1) {
    if (kinds[index] !== 'own') continue;
    const quoted = isQuoted(lines[index]!);
    if (!quoted && lines[index]!.trim() !== '') break;
    found ||= quoted;
    if (quoted) kinds.fill('quote', index, index + 1);
  }
  return found;
};

const trimLines = (text: string): string => text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
