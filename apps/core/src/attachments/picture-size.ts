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

const ofGif = (bytes: Buffer): PictureSize => ({
  width: bytes.readUInt16LE(6),
  height: bytes.readUInt16LE(8),
});

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

/** The largest of all that stand in it: a thumbnail may stand before the picture. */
const ofAvif = (bytes: Buffer): PictureSize => {
  let [width, height] = [0, 0];
  for (let at = bytes.indexOf('ispe'); at >= 0; at = bytes.indexOf('ispe', at + 4)) {
    width = Math.max(width, bytes.readUInt32BE(at + 8));
    height = Math.max(height, bytes.readUInt32BE(at + 12));
  }
  return { width, height };
};

const readers: Readonly<Record<string, (bytes: Buffer) => PictureSize>> = {
  'image/png': ofPng,
  'image/gif': ofGif,
  'image/jpeg': ofJpeg,
  'image/webp': ofWebp,
  'image/avif': ofAvif,
};

/** How large a picture says to be, by how it begins; undefined: it does not say so there, or says nothing that can be. Pure. */
export const pictureSize = (mediaType: string, head: Buffer): PictureSize | undefined => {
  try {
    const size = readers[mediaType]?.(head);
    return size && size.width > 0 && size.height > 0 ? size : undefined;
  } catch {
    // It ends before, or is damaged.
    return undefined;
  }
};
