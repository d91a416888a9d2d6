import type { AttachmentView } from '@filo/contracts/http';

/** What the server shows in place, if its bytes are what it is called; everything else is a file. */
const drawn = /^image\/(?:png|jpe?g|gif|webp|avif)$/i;

/** Logos of signatures and dots that count readers lie inside mails by the dozen, and are small. */
const smallestInside = 8_000;

/** Is this file shown as a picture? Pure. */
export const isPicture = ({ mediaType, inline, bytes }: AttachmentView): boolean =>
  drawn.test(mediaType) && !(inline && bytes < smallestInside);
