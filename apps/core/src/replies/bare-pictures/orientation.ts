const orientationTag = 0x0112;
const short = 3;

/**
 * How a picture is turned, as its EXIF says (TIFF, tag 0x0112); undefined: as it stands, or nobody knows. Whoever shows it without the word shows a portrait
 * lying down.
 */
export const orientationIn = (exif: Buffer): number | undefined => {
  const tiff = exif.subarray(0, 6).equals(exifHead) ? exif.subarray(exifHead.length) : exif;
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return undefined;
  const word = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return undefined;
  for (let at = first + 2, left = word(first); left > 0 && at + 12 <= tiff.length; at += 12, left--) {
    if (word(at) !== orientationTag || word(at + 2) !== short) continue;
    const turned = word(at + 8);
    return turned >= 2 && turned <= 8 ? turned : undefined;
  }
  return undefined;
};

/** As EXIF begins in a JPEG, and in some pictures of other kinds. */
export const exifHead = Buffer.from('Exif\0\0', 'latin1');

/** EXIF that says this and nothing else. */
export const tiffOf = (orientation: number): Buffer => {
  const tiff = Buffer.alloc(26);
  tiff.write('MM', 'latin1');
  tiff.writeUInt16BE(42, 2);
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(orientationTag, 10);
  tiff.writeUInt16BE(short, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return tiff;
};
