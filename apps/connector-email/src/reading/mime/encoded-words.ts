import { decodeText } from './charset.js';
import { decodeBase64, decodeQuotedPrintable } from './transfer-encoding.js';

// Bounded pieces: an unclosed word must not make every later one look for its end.
const word = /=\?([^?\s]{1,75})\?([bq])\?((?:[^?]|\?(?!=)){0,3000}?)\?=/gi;
const headerMax = 100_000;

/**
 * A header value as it should be read (RFC 2047). `value` holds raw bytes as Latin-1. Neighbouring words of one charset
 * are joined before they are decoded, because senders cut characters in two.
 */
export const decodeHeaderText = (value: string, fallbackCharset?: string): string => {
  const unfolded = value.slice(0, headerMax).replace(/\r?\n/g, '');
  if (!unfolded.includes('=?')) return decodeBytes(unfolded, fallbackCharset);
  const out: string[] = [];
  let pending: { charset: string; bytes: Uint8Array[] } | undefined;
  let last = 0;
  const flush = () => {
    if (pending) out.push(decodeText(Buffer.concat(pending.bytes), pending.charset));
    pending = undefined;
  };
  for (const match of unfolded.matchAll(word)) {
    const between = unfolded.slice(last, match.index);
    const charset = match[1]!.split('*')[0]!.toLowerCase();
    const adjacent = pending !== undefined && /^\s*$/.test(between);
    if (!adjacent) {
      flush();
      out.push(decodeBytes(between, fallbackCharset));
    }
    if (pending && pending.charset !== charset) flush();
    pending ??= { charset, bytes: [] };
    pending.bytes.push(decodeWord(match[2]!, match[3]!));
    last = match.index + match[0].length;
  }
  flush();
  out.push(decodeBytes(unfolded.slice(last), fallbackCharset));
  return out.join('');
};

const decodeWord = (encoding: string, text: string): Uint8Array =>
  encoding.toLowerCase() === 'b'
    ? decodeBase64(Buffer.from(text, 'latin1'))
    : decodeQuotedPrintable(Buffer.from(text.replaceAll('_', '=20'), 'latin1'));

const decodeBytes = (text: string, fallbackCharset: string | undefined): string =>
  /^[\x00-\x1a\x1c-\x7f]*$/.test(text) ? text : decodeText(Buffer.from(text, 'latin1'), fallbackCharset);
