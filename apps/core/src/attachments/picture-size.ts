import type { DrawnPicture } from '@filo/text-limits';

export interface PictureSize {
  width: number;
  height: number;
}

/** Start-of-frame markers of ISO/IEC 10918-1, table B.1: 0xC0 to 0xCF without the tables among them. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

const ofPng = (bytes: Buffer): PictureSize => ({
  width: bytes.readUInt32BE(16),
  height: bytes.readUInt32BE(20),
});

/** Parts of a GIF begin so. */
const [extensionOfGif, frameOfGif] = [0x21, 0x2c];

/** Behind the blocks that begin here, each of which says how long it is, down to an empty one. */
const behindBlocks = (bytes: Buffer, from: number): number => {
  let at = from;
  for (let length = -1; length !== 0; at += 1 + length) length = bytes.readUInt8(at);
  return at;
};

/** The screen, or its first picture where that is larger: some programs draw all of it. */
const ofGif = (bytes: Buffer): PictureSize => {
  const packed = bytes.readUInt8(10);
  let at = 13 + (packed & 0x80 ? 3 * 2 ** ((packed & 7) + 1) : 0);
  while (bytes.readUInt8(at) === extensionOfGif) at = behindBlocks(bytes, at + 2);
  if (bytes.readUInt8(at) !== frameOfGif) throw new Error('There is no picture where one should be.');
  const [left, top, width, height] = [1, 3, 5, 7].map((field) => bytes.readUInt16LE(at + field)) as Four;
  return {
    width: Math.max(bytes.readUInt16LE(6), left + width),
    height: Math.max(bytes.readUInt16LE(8), top + height),
  };
};

type Four = [number, number, number, number];

const ofJpeg = (bytes: Buffer): PictureSize => {
  let at = 2;
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) throw new Error('A part does not begin where it should.');
    const marker = bytes.readUInt8(at + 1);
    if (isFrame(marker)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    // Any number of 0xFF may stand before a marker.
    at += marker === 0xff ? 1 : 2 + bytes.readUInt16BE(at + 2);
  }
};

/** By its first part (RFC 9649, section 2). */
const ofWebp = (bytes: Buffer): PictureSize => {
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X') return { width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
  if (kind === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
};

/**
 * The largest of all that its description says, which stands first: a thumbnail may be described before the picture. What is said elsewhere is
 * no word of it, and one that does not end here may say more.
 */
const ofAvif = (bytes: Buffer): PictureSize => {
  const from = bytes.readUInt32BE(0);
  const to = from + bytes.readUInt32BE(from);
  if (bytes.toString('latin1', from + 4, from + 8) !== 'meta' || to > bytes.length)
    throw new Error('Its description does not stand where it should.');
  const meta = bytes.subarray(from, to);
  let [width, height] = [0, 0];
  for (let at = meta.indexOf('ispe'); at >= 0; at = meta.indexOf('ispe', at + 4)) {
    width = Math.max(width, meta.readUInt32BE(at + 8));
    height = Math.max(height, meta.readUInt32BE(at + 12));
  }
  return { width, height };
};

const readers: Readonly<Record<DrawnPicture, (bytes: Buffer) => PictureSize>> = {
  'image/png': ofPng,
  'image/gif': ofGif,
  'image/jpeg': ofJpeg,
  'image/webp': ofWebp,
  'image/avif': ofAvif,
};

/** How large a picture says to be, by how it begins; undefined: it does not say so there, or says nothing that can be. Pure. */
export const pictureSize = (mediaType: DrawnPicture, head: Buffer): PictureSize | undefined => {
  try {
    const size = readers[mediaType](head);
    return size.width > 0 && size.height > 0 ? size : undefined;
  } catch {
    // It ends before, or is damaged.
    return undefined;
  }
};
