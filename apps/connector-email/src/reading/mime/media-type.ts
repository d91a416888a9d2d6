/** The media type that the bytes themselves show, else the declared one; `name` helps where a type is only a container. */
export const mediaTypeOf = (content: Uint8Array, declared: string, name = ''): string => {
  const head = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 512));
  const hex = head.toString('hex');
  for (const [prefix, type] of signatures) if (hex.startsWith(prefix)) return type;
  const ascii = head.toString('latin1');
  if (ascii.startsWith('RIFF') && ascii.slice(8, 12) === 'WEBP') return 'image/webp';
  if (ascii.slice(4, 8) === 'ftyp')
    return /^(?:heic|heix|mif1)/.test(ascii.slice(8)) ? 'image/heic' : 'video/mp4';
  if (ascii.startsWith('PK\x03\x04')) return zipped(declared, name);
  if (hex.startsWith('d0cf11e0a1b11ae1')) return legacyOffice(declared, name);
  const markup =
    /^(?:\xef\xbb\xbf)?\s*<(?:!--[^]*?-->\s*<)?(!doctype html|html|head|body|script|iframe|svg|\?xml)/i.exec(
      ascii,
    );
  if (markup) return markupType(markup[1]!.toLowerCase(), ascii, declared);
  // A picture that is none is opened by nobody as a picture.
  return /^image\/(?:png|jpe?g|gif|webp|heic)$/.test(declared) && content.byteLength > 0
    ? 'application/octet-stream'
    : declared;
};

const signatures: readonly (readonly [string, string])[] = [
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['47494638', 'image/gif'],
  ['255044462d', 'application/pdf'],
  ['1f8b08', 'application/gzip'],
  ['526172211a07', 'application/vnd.rar'],
  ['377abcaf271c', 'application/x-7z-compressed'],
  ['4d5a', 'application/x-msdownload'],
  ['7f454c46', 'application/x-executable'],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
  ['494433', 'audio/mpeg'],
  ['4f676753', 'audio/ogg'],
  ['789f3e22', 'application/ms-tnef'],
];

const zipped = (declared: string, name: string): string => {
  if (/openxmlformats|opendocument|epub|java-archive|android/.test(declared)) return declared;
  return zipExtensions.get(extension(name)) ?? 'application/zip';
};

const zipExtensions = new Map([
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['odt', 'application/vnd.oasis.opendocument.text'],
  ['ods', 'application/vnd.oasis.opendocument.spreadsheet'],
]);

const legacyOffice = (declared: string, name: string): string => {
  if (/msword|ms-excel|ms-powerpoint|ms-outlook/.test(declared)) return declared;
  return legacyExtensions.get(extension(name)) ?? 'application/x-ole-storage';
};

const legacyExtensions = new Map([
  ['doc', 'application/msword'],
  ['xls', 'application/vnd.ms-excel'],
  ['ppt', 'application/vnd.ms-powerpoint'],
  ['msg', 'application/vnd.ms-outlook'],
]);

const markupType = (tag: string, head: string, declared: string): string => {
  if (tag === 'svg' || /<svg[\s>]/i.test(head)) return 'image/svg+xml';
  if (tag === '?xml') return /^image\//.test(declared) ? 'application/xml' : declared;
  return declared === 'message/rfc822' ? declared : 'text/html';
};

const extension = (name: string): string => /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]?.toLowerCase() ?? '';
