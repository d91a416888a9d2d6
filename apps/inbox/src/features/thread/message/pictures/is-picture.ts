import type { AttachmentView } from '@filo/contracts/http';
import { isDrawnPicture } from '@filo/text-limits';

/** Logos of signatures and dots that count readers lie inside mails by the dozen, and are small. */
const smallestInside = 8_000;

/** Is this file shown as a picture? Pure. */
export const isPicture = ({ mediaType, inline, bytes }: AttachmentView): boolean =>
  isDrawnPicture(mediaType) && !(inline && bytes < smallestInside);
