import type { DrawnPicture } from '@filo/text-limits';
import { photoType } from '../photos/photo-type.js';

const isAvif = (bytes: Buffer): boolean => /^ftypavi[fs]$/.test(bytes.subarray(4, 12).toString('latin1'));

/** The media type of a picture that browsers draw without running anything, by its first bytes; undefined for everything else, such as SVG and HTML. Pure. */
export const pictureType = (bytes: Buffer): DrawnPicture | undefined =>
  photoType(bytes) ?? (isAvif(bytes) ? 'image/avif' : undefined);
