/** Undoes a Content-Transfer-Encoding (RFC 2045). What cannot be decoded is kept as it is. */
export const decodeTransfer = (bytes: Uint8Array, encoding: string | undefined): Uint8Array => {
  switch (
    encoding
      ?.trim()
      .toLowerCase()
      .replace(/^["']|["';].*$/g, '')
  ) {
    case 'base64':
      return decodeBase64(bytes);
    case 'quoted-printable':
      return decodeQuotedPrintable(bytes);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return decodeUuencode(bytes);
    default:
      return bytes;
  }
};

/** Base64 that may be cut, joined from several padded pieces or strewn with foreign bytes. */
export const decodeBase64 = (bytes: Uint8Array): Uint8Array => {
  const text = latin1(bytes);
  const padding = text.indexOf('=');
  // The runtime's decoder passes over foreign bytes, but ends at the first padding.
  if (padding < 0 || /^[=\s]*$/.test(text.slice(padding, padding + 200))) return Buffer.from(text, 'base64');
  return Buffer.concat(text.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
};

export const decodeQuotedPrintable = (bytes: Uint8Array): Uint8Array => {
  if (!bytes.includes(0x3d)) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index]!;
    if (byte !== 0x3d) {
      out[length++] = byte;
      continue;
    }
    const value = hex(bytes[index + 1]) * 16 + hex(bytes[index + 2]);
    if (!Number.isNaN(value)) {
      out[length++] = value;
      index += 2;
      continue;
    }
    const lineEnd = softBreak(bytes, index + 1);
    if (lineEnd === undefined) out[length++] = byte;
    else index = lineEnd - 1;
  }
  return out.subarray(0, length);
};

/** Where the next line begins when only blanks stand between `=` and the line's end. */
const softBreak = (bytes: Uint8Array, from: number): number | undefined => {
  let index = from;
  while (bytes[index] === 0x20 || bytes[index] === 0x09) index += 1;
  if (index >= bytes.length) return index;
  if (bytes[index] === 0x0d && bytes[index + 1] === 0x0a) return index + 2;
  return bytes[index] === 0x0a || bytes[index] === 0x0d ? index + 1 : undefined;
};

const hex = (byte: number | undefined): number => {
  if (byte === undefined) return NaN;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & 0xdf;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : NaN;
};

const decodeUuencode = (bytes: Uint8Array): Uint8Array => {
  const lines = latin1(bytes).split(/\r?\n/);
  const begin = lines.findIndex((line) => /^begin [0-7]{3,4} /.test(line));
  if (begin < 0) return bytes;
  const out: Buffer[] = [];
  for (const line of lines.slice(begin + 1)) {
    if (line === 'end') break;
    out.push(uuLine(line));
  }
  return Buffer.concat(out);
};

const uuLine = (line: string): Buffer => {
  const length = (line.charCodeAt(0) - 32) & 63;
  if (!line || length === 0) return Buffer.alloc(0);
  const out = Buffer.alloc(Math.ceil(length / 3) * 3);
  for (let group = 0; group * 3 < length; group += 1) {
    const [a, b, c, d] = [1, 2, 3, 4].map((place) => ((line.charCodeAt(group * 4 + place) || 32) - 32) & 63);
    out[group * 3] = (a! << 2) | (b! >> 4);
    out[group * 3 + 1] = (b! << 4) | (c! >> 2);
    out[group * 3 + 2] = (c! << 6) | d!;
  }
  return out.subarray(0, length);
};

const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
