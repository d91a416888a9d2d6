export interface ReadMail {
  headers: string;
  /** The first plain text part; undefined when there is none. */
  text: string | undefined;
  raw: string;
}

export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

/** One character per byte, so that positions and boundaries stay exact. */
const binary = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
const fromBinary = (text: string, charset: string) => {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
};

function split(part: string): { headers: string; body: string } {
  const at = /\r?\n\r?\n/.exec(part);
  return at
    ? { headers: part.slice(0, at.index), body: part.slice(at.index + at[0].length) }
    : { headers: part, body: '' };
}

const header = (headers: string, name: string): string =>
  new RegExp(`^${name}:[ \\t]*((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'im')
    .exec(headers)?.[1]
    ?.replace(/\r?\n[ \t]+/g, ' ') ?? '';

const parameter = (value: string, name: string): string =>
  new RegExp(`;\\s*${name}="?([^";]+)"?`, 'i').exec(value)?.[1] ?? '';

function decode(body: string, encoding: string): string {
  if (/base64/i.test(encoding)) return atob(body.replace(/[^A-Za-z0-9+/=]/g, ''));
  if (!/quoted-printable/i.test(encoding)) return body;
  return body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

function plainText(part: string, depth = 0): string | undefined {
  const { headers, body } = split(part);
  const type = header(headers, 'content-type') || 'text/plain';
  const boundary = parameter(type, 'boundary');
  if (boundary && depth < 10) {
    for (const inner of body.split(`--${boundary}`).slice(1)) {
      const found = inner.startsWith('--') ? undefined : plainText(inner.replace(/^\r?\n/, ''), depth + 1);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (!/^text\/plain/i.test(type)) return undefined;
  return fromBinary(
    decode(body, header(headers, 'content-transfer-encoding')),
    parameter(type, 'charset') || 'utf-8',
  );
}

/** Reads one of our own mails well enough to show it (RFC 5322, RFC 2045); for looking, never for deciding. */
export function readMail(bytes: Uint8Array): ReadMail {
  const mail = binary(bytes);
  return { headers: split(mail).headers, text: plainText(mail), raw: new TextDecoder().decode(bytes) };
}
