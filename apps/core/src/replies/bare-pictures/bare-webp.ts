import { BrokenPicture, cut } from './broken-picture.js';
import { orientationIn, tiffOf } from './orientation.js';

interface Chunk {
  type: string;
  body: Buffer;
}

/** What pixels, their colours and an animation need (RFC 9649). */
const kept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const shown = new Set(['VP8 ', 'VP8L', 'ANMF']);
const [exifFlag, xmpFlag] = [0x08, 0x04];
/** Of a frame, before its own chunks. */
const frameHead = 16;

/** A WebP with nothing but its pixels, their colours and how it is turned. */
export const bareWebp = (bytes: Buffer): Buffer => {
  const said = cut(bytes, 0, 12).readUInt32LE(4);
  const chunks = chunksIn(cut(bytes, 8, said).subarray(4));
  if (!chunks.some(({ type }) => shown.has(type))) throw new BrokenPicture('It shows nothing.');
  const exif = chunks.find(({ type }) => type === 'EXIF');
  // Without its own head a picture has no word beside its pixels.
  const isExtended = chunks.some(({ type }) => type === 'VP8X');
  const orientation = exif && isExtended ? orientationIn(exif.body) : undefined;
  const bare = chunks
    .filter(({ type }) => kept.has(type))
    .map((chunk) => written(bareChunk(chunk, orientation !== undefined)));
  const turned = orientation === undefined ? [] : [written({ type: 'EXIF', body: tiffOf(orientation) })];
  const body = Buffer.concat([Buffer.from('WEBP', 'latin1'), ...bare, ...turned]);
  return written({ type: 'RIFF', body });
};

const bareChunk = ({ type, body }: Chunk, isTurned: boolean): Chunk => {
  if (type === 'VP8X') {
    const head = Buffer.from(cut(body, 0, 10));
    head[0] = (head[0]! & ~(exifFlag | xmpFlag)) | (isTurned ? exifFlag : 0);
    return { type, body: head };
  }
  if (type !== 'ANMF') return { type, body };
  const own = chunksIn(body.subarray(cut(body, 0, frameHead).length)).filter((one) => kept.has(one.type));
  return { type, body: Buffer.concat([body.subarray(0, frameHead), ...own.map(written)]) };
};

/** Whatever has an odd length is followed by a zero; some forget it at the end. */
const chunksIn = (bytes: Buffer): Chunk[] => {
  const chunks: Chunk[] = [];
  for (let at = 0; at < bytes.length;) {
    const length = cut(bytes, at, 8).readUInt32LE(4);
    chunks.push({ type: bytes.toString('latin1', at, at + 4), body: cut(bytes, at + 8, length) });
    at += 8 + length + (length % 2);
  }
  return chunks;
};

const written = ({ type, body }: Chunk): Buffer => {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
};
