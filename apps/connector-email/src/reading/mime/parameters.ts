import { decodeText } from './charset.js';
import { decodeHeaderText } from './encoded-words.js';

/** A structured header such as Content-Type: its value in lower case and its parameters, decoded. */
export interface Parameters {
  value: string;
  parameters: Map<string, string>;
}

const parameter = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^;]*))/g;

/** Reads `value; name=value` with quoted strings, RFC 2231 pieces and charsets, and what senders make of them. */
export const readParameters = (header: string | undefined, fallbackCharset?: string): Parameters => {
  const text = (header ?? '').replace(/\r?\n/g, '');
  const value = text.split(';', 1)[0]!.trim().toLowerCase();
  const plain = new Map<string, string>();
  const pieces = new Map<string, { text: string; encoded: boolean }[]>();
  for (const match of withoutComments(text).matchAll(parameter)) {
    const name = match[1]!.toLowerCase();
    const content = match[2] === undefined ? match[3]!.trim() : match[2].replace(/\\(["\\])/g, '$1');
    const extended = /^([^*]+)\*(?:(\d{1,3})(\*)?)?$/.exec(name);
    if (!extended) {
      if (!plain.has(name)) plain.set(name, decodeHeaderText(content, fallbackCharset));
      continue;
    }
    const list = pieces.get(extended[1]!) ?? [];
    list[Number(extended[2] ?? 0)] = {
      text: content,
      encoded: extended[2] === undefined || extended[3] === '*',
    };
    pieces.set(extended[1]!, list);
  }
  for (const [name, list] of pieces) plain.set(name, joinPieces(list.filter(Boolean), fallbackCharset));
  return { value, parameters: plain };
};

/** RFC 2231: `charset'language'percent-encoded`, in pieces. */
const joinPieces = (pieces: { text: string; encoded: boolean }[], fallbackCharset?: string): string => {
  const start = pieces[0]?.encoded ? /^([^']*)'[^']*'/.exec(pieces[0].text) : null;
  const bytes = pieces.map(({ text, encoded }, index) => {
    const content = index === 0 && start ? text.slice(start[0].length) : text;
    return Buffer.from(encoded ? unescapePercent(content) : content, 'latin1');
  });
  const joined = Buffer.concat(bytes);
  return start?.[1]
    ? decodeText(joined, start[1])
    : decodeHeaderText(joined.toString('latin1'), fallbackCharset);
};

const unescapePercent = (text: string): string =>
  text.replace(/%([0-9a-f]{2})/gi, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));

/** Comments in parentheses after a parameter, outside quotes. */
const withoutComments = (text: string): string =>
  text.includes('(')
    ? text.replace(/"(?:[^"\\]|\\.)*"|\s\([^()]*\)(?=\s*(?:;|$))/g, (part) =>
        part.startsWith('"') ? part : '',
      )
    : text;
