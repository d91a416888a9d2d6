/** What a file is by its first bytes, else as declared when that is a plain media type, else unknown bytes. */
export const sniffMediaType = (head: Uint8Array, declared: string): string => {
  const text = Buffer.from(head).toString('latin1');
  const known = signatures.find(([pattern]) => pattern.test(text));
  const plain = declared.toLowerCase().split(';')[0]?.trim() ?? '';
  // Office documents are archives; only their name and their sender say which.
  if (known?.[1] === 'application/zip' && officeType.test(plain)) return plain;
  if (known !== undefined) return known[1];
  // A declared picture or document without its signature is none.
  return /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(plain) && !signatures.some(([, type]) => type === plain)
    ? plain
    : 'application/octet-stream';
};

const officeType = /^application\/(vnd\.openxmlformats-|vnd\.oasis\.opendocument\.|epub\+zip$)/;

const signatures: readonly (readonly [RegExp, string])[] = [
  [/^\x89PNG\r\n\x1a\n/, 'image/png'],
  [/^\xff\xd8\xff/, 'image/jpeg'],
  [/^GIF8[79]a/, 'image/gif'],
  [/^RIFF[\s\S]{4}WEBP/, 'image/webp'],
  [/^[\s\S]{4}ftyp(heic|heix|mif1)/, 'image/heic'],
  [/^[\s\S]{4}ftyp/, 'video/mp4'],
  [/^%PDF-/, 'application/pdf'],
  [/^PK\x03\x04/, 'application/zip'],
];
