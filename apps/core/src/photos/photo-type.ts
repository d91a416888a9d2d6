import type { DrawnPicture } from '@filo/text-limits';

/** What a photo may be, by its first bytes: raster images that every browser draws. An SVG is a program and is none of them. */
const kinds: readonly { mediaType: DrawnPicture; starts: (bytes: Buffer) => boolean }[] = [
  {
    mediaType: 'image/png',
    starts: (bytes) => bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n',
  },
  { mediaType: 'image/jpeg', starts: (bytes) => bytes.subarray(0, 3).toString('hex') === 'ffd8ff' },
  { mediaType: 'image/gif', starts: (bytes) => /^GIF8[79]a/.test(bytes.subarray(0, 6).toString('latin1')) },
  {
    mediaType: 'image/webp',
    starts: (bytes) => /^RIFF[\s\S]{4}WEBP$/.test(bytes.subarray(0, 12).toString('latin1')),
  },
];

/** The media type of a photo, whatever its sender calls it; undefined for everything else. Pure. */
export const photoType = (bytes: Buffer): DrawnPicture | undefined =>
  kinds.find(({ starts }) => starts(bytes))?.mediaType;
