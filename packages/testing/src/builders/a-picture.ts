import { crc32 } from 'node:zlib';

type Kind = 'image/png' | 'image/jpeg' | 'image/webp';

/** A file built like a picture of this kind, of that many bytes; `words` stand beside its pixels, as a camera writes them. */
export const aPicture = (kind: Kind = 'image/png', bytes = 100, words = ''): Uint8Array<ArrayBuffer> => {
  const empty = written[kind](Buffer.alloc(0), words);
  return new Uint8Array(written[kind](Buffer.alloc(bytes - empty.length), words));
};

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');

const chunk = (type: string, body: Buffer): Buffer => {
  const bytes = Buffer.alloc(body.length + 12);
  bytes.writeUInt32BE(body.length);
  bytes.write(type, 4, 'latin1');
  body.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), body.length + 8);
  return bytes;
};
const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, (body.length + 2) >> 8, (body.length + 2) & 0xff]), body]);
const riff = (type: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
};

const written: Record<Kind, (pixels: Buffer, words: string) => Buffer> = {
  'image/png': (pixels, words) =>
    Buffer.concat([
      ...[Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', Buffer.alloc(13))],
      ...(words === '' ? [] : [chunk('tEXt', latin(words))]),
      ...[chunk('IDAT', pixels), chunk('IEND', latin(''))],
    ]),
  'image/jpeg': (pixels, words) =>
    Buffer.concat([
      ...[latin('\xff\xd8'), ...(words === '' ? [] : [segment(0xe1, latin(words))])],
      ...[segment(0xda, latin('')), pixels, latin('\xff\xd9')],
    ]),
  'image/webp': (pixels, words) =>
    riff(
      'RIFF',
      Buffer.concat([
        latin('WEBP'),
        ...(words === '' ? [] : [riff('XMP ', latin(words))]),
        riff('VP8 ', pixels),
      ]),
    ),
};
