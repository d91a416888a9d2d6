import { crc32 } from 'node:zlib';
import { BrokenPicture, cut } from './broken-picture.js';
import { orientationIn, tiffOf } from './orientation.js';

export const pngHead = Buffer.from('89504e470d0a1a0a', 'hex');

/** What pixels, their colours and an animation need (PNG, third edition); nothing else leaves, so that no chunk of anybody's own is passed on. */
const kept = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'acTL', 'fcTL', 'fdAT'],
  ...['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'sBIT', 'bKGD', 'hIST', 'pHYs'],
]);

/** A PNG with nothing but its pixels, their colours and how it is turned. */
export const barePng = (bytes: Buffer): Buffer => {
  const before: Buffer[] = [];
  const rest: Buffer[] = [];
  let orientation: number | undefined;
  for (let at = pngHead.length, type = ''; type !== 'IEND';) {
    const length = cut(bytes, at, 8).readUInt32BE(0);
    type = bytes.toString('latin1', at + 4, at + 8);
    const chunk = cut(bytes, at, length + 12);
    at += chunk.length;
    if (type === 'eXIf') orientation ??= orientationIn(chunk.subarray(8, -4));
    if (isCritical(type) && !kept.has(type)) throw new BrokenPicture('Nobody knows how to show it.');
    if (!kept.has(type)) continue;
    if (crc32(chunk.subarray(4, -4)) !== chunk.readUInt32BE(length + 8))
      throw new BrokenPicture('A part of it is damaged.');
    if (type === 'IEND' && length > 0) throw new BrokenPicture('Its end holds something.');
    (type === 'IDAT' || rest.length > 0 ? rest : before).push(chunk);
  }
  if (rest.length < 2) throw new BrokenPicture('It shows nothing.');
  const turned = orientation === undefined ? [] : [written('eXIf', tiffOf(orientation))];
  return Buffer.concat([pngHead, ...before, ...turned, ...rest]);
};

/** Of a chunk that may be passed over the first letter is small. */
const isCritical = (type: string): boolean => /^[A-Z]/.test(type);

const written = (type: string, body: Buffer): Buffer => {
  const chunk = Buffer.alloc(body.length + 12);
  chunk.writeUInt32BE(body.length);
  chunk.write(type, 4, 'latin1');
  body.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), body.length + 8);
  return chunk;
};
