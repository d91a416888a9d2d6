import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';

/**
 * Bytes to text. The declared charset is believed as long as the bytes can be in it; where they cannot, the bytes
 * decide: UTF-8 when they are valid UTF-8, a relative of the declared charset, else windows-1252, in which every byte
 * means something. Never throws.
 */
export const decodeText = (bytes: Uint8Array, declared?: string): string => {
  const label = charsetLabel(declared);
  if (isAscii(bytes) && !usesEscapes(label, bytes)) return latin1(bytes);
  const tries = [label, ...relatives(label), 'utf-8'].filter((name) => name !== undefined);
  for (const name of tries) {
    const text = decodeStrictly(bytes, name);
    if (text !== undefined) return text;
  }
  return decodeLoosely(bytes, label);
};

/** The charset's name as decoders know it; `undefined` for what says nothing, such as `us-ascii` or `unknown-8bit`. */
export const charsetLabel = (declared: string | undefined): string | undefined => {
  const name = /[a-z0-9][a-z0-9._:-]*/.exec(declared?.toLowerCase().replace(/^\W*charset=/, '') ?? '')?.[0];
  if (!name || silent.has(name)) return undefined;
  if (/^(?:cp|win|windows)-?(?:125\d|874)$/.test(name)) return `windows-${name.replace(/\D/g, '')}`;
  return known(name) ? name : undefined;
};

const silent = new Set([
  ...[
    'us-ascii',
    'ascii',
    'ansi_x3.4-1968',
    'iso646-us',
    'ansi',
    '7bit',
    '8bit',
    'binary',
    'default',
    'none',
  ],
  ...['unknown', 'unknown-8bit', 'x-unknown', 'iso-8859-16-unknown', 'user-defined', 'x-user-defined'],
]);

/** What mails in one charset really hold when they do not hold that. */
const relatives = (label: string | undefined): string[] => {
  if (label === undefined) return [];
  if (/^(?:cs)?iso-?2022-?jp/.test(label)) return ['utf-8', 'shift_jis', 'euc-jp'];
  if (/^(?:shift|x-sjis|sjis|euc-jp|cp932|ms932|windows-31j)/.test(label))
    return ['utf-8', 'shift_jis', 'euc-jp'];
  if (/^(?:gb|big5|hz|x-gbk)/.test(label)) return ['utf-8', 'gb18030'];
  return [];
};

/** `undefined` when the bytes cannot be in this charset. */
const decodeStrictly = (bytes: Uint8Array, label: string): string | undefined => {
  if (isWindows1252(label)) return windows1252(bytes);
  const standard = standardDecoder(label);
  if (standard) {
    try {
      return standard.decode(bytes);
    } catch {
      return undefined;
    }
  }
  const text = iconv.decode(Buffer.from(bytes), label);
  return text.includes('\uFFFD') ? undefined : text;
};

/** A few broken bytes in long multi-byte text stay holes; where most are broken, the label was wrong. */
const decodeLoosely = (bytes: Uint8Array, label: string | undefined): string => {
  const best = label && !isWindows1252(label) && standardDecoder(label) ? label : 'utf-8';
  const text = new TextDecoder(best).decode(bytes);
  const holes = text.split('\uFFFD').length - 1;
  let understood = 0;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) understood += 1;
  return understood - holes > holes * 2 ? text : windows1252(bytes);
};

const decoders = new Map<string, TextDecoder | undefined>();

/** The runtime's strict decoder of that charset, where it has one. */
const standardDecoder = (label: string): TextDecoder | undefined => {
  if (!decoders.has(label)) {
    // Any sender can make up names: only a bounded number of them is remembered.
    if (decoders.size > 200) decoders.clear();
    decoders.set(label, makeDecoder(label));
  }
  return decoders.get(label);
};

const makeDecoder = (label: string): TextDecoder | undefined => {
  try {
    const decoder = new TextDecoder(label, { fatal: true });
    return decoder.encoding === 'replacement' ? undefined : decoder;
  } catch {
    return undefined;
  }
};

const known = (label: string): boolean => standardDecoder(label) !== undefined || iconv.encodingExists(label);

const isWindows1252 = (label: string) =>
  /^(?:windows-1252|cp1252|x-cp1252|iso-?8859-?1|iso_8859-1(?::1987)?|latin-?1|l1|cp819|ibm819)$/.test(label);

// Written out because some releases of Node decode windows-1252 as plain Latin-1.
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const windows1252 = (bytes: Uint8Array): string =>
  latin1(bytes).replace(/[\x80-\x9f]/g, (char) => upper[char.charCodeAt(0) - 0x80]!);

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');

const isAscii = (bytes: Uint8Array): boolean => {
  for (let index = 0; index < bytes.length; index += 1) if (bytes[index]! > 0x7f) return false;
  return true;
};

/** Charsets that write other scripts in ASCII bytes, and those of two bytes a character. */
const usesEscapes = (label: string | undefined, bytes: Uint8Array): boolean =>
  (label !== undefined && /2022|utf-?7|utf-?16|utf-?32|ucs|^hz|imap/.test(label)) ||
  (bytes.includes(0x1b) && label === undefined);
