import type { Readable } from 'node:stream';
import { peek } from './peek.js';
import { pictureSize } from './picture-size.js';
import { pictureType } from './picture-type.js';

/** Where a picture of this size says so: photos of phones have words and small pictures before it. */
const headBytes = 1024 * 1024;

/** Photos of phones have 50 million. A few bytes can say to be thousands of millions, for which a browser has no memory. */
const pixelsMax = 60_000_000;

/** What a browser may draw in place: the media type by its own bytes, undefined for all that is none, or too large to be drawn; and the bytes. */
export const shownPicture = async (
  source: Readable,
): Promise<{ mediaType: string | undefined; whole: Readable }> => {
  const { head, whole } = await peek(source, headBytes);
  const mediaType = pictureType(head);
  const size = mediaType === undefined ? undefined : pictureSize(mediaType, head);
  return { mediaType: size && size.width * size.height <= pixelsMax ? mediaType : undefined, whole };
};
