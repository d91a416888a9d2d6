import { crc32, deflateSync } from 'node:zlib';

type Kind = 'image/png' | 'image/jpeg' | 'image/webp';

/** A file built like a picture of this kind, of that many bytes; `words` stand beside its pixels, as a camera writes them. A PNG can be drawn. */
export const aPicture = (kind: Kind = 'image/png', bytes = 100, words = ''): Uint8Array<ArrayBuffer> => {
  const pixels = kind === 'image/png' ? squares : Buffer.alloc(0);
  const least = written[kind](pixels, words);
  const filled = Buffer.concat([pixels, Buffer.alloc(bytes - least.length)]);
  return new Uint8Array(written[kind](filled, words));
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

const side = 64;

/** Of one bit each, light and dark squares; whoever draws them passes over what stands behind. */
const squares = deflateSync(
  Buffer.from(
    Array.from({ length: side }, (_, row) => [
      0,
      ...Array.from({ length: side / 8 }, (_, eight) => (((row >> 3) + eight) % 2 ? 0xff : 0)),
    ]).flat(),
  ),
  { level: 9 },
);

/** Width, height, one bit of grey. */
const head = Buffer.alloc(13);
head.writeUInt32BE(side);
head.writeUInt32BE(side, 4);
head.writeUInt8(1, 8);

const written: Record<Kind, (pixels: Buffer, words: string) => Buffer> = {
  'image/png': (pixels, words) =>
    Buffer.concat([
      ...[Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', head)],
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
