import { bareJpeg } from './bare-jpeg.js';
import { barePng, pngHead } from './bare-png.js';
import { bareWebp } from './bare-webp.js';
import { BrokenPicture } from './broken-picture.js';

export interface BarePicture {
  bytes: Buffer;
  /** By its first bytes, whatever it was called. */
  mediaType: string;
}

const kinds = [
  { mediaType: 'image/jpeg', is: /^\xff\xd8\xff/, bare: bareJpeg },
  { mediaType: 'image/png', is: new RegExp(`^${pngHead.toString('latin1')}`), bare: barePng },
  { mediaType: 'image/webp', is: /^RIFF[\s\S]{4}WEBP/, bare: bareWebp },
];

/**
 * A picture without anything that a camera or a program wrote beside its pixels (where and when and by whom it was taken, its thumbnail, its history), and not
 * made anew: the pixels are those bytes. Throws `BrokenPicture` for what it cannot read to the end: what is in that, nobody knows.
 */
export const barePicture = (picture: Uint8Array): BarePicture => {
  const bytes = Buffer.from(picture.buffer, picture.byteOffset, picture.byteLength);
  const begins = bytes.toString('latin1', 0, 12);
  const kind = kinds.find(({ is }) => is.test(begins));
  if (!kind) throw new BrokenPicture('It is no picture of a kind that is known here.');
  return { bytes: kind.bare(bytes), mediaType: kind.mediaType };
};
