import type { AttachmentView } from '@filo/contracts/http';
import { isDrawn } from '../../../../ui/is-drawn';

/** Logos of signatures and dots that count readers lie inside mails by the dozen, and are small. */
const smallestInside = 8_000;

/** Is this file shown as a picture? Pure. */
export const isPicture = ({ mediaType, inline, bytes }: AttachmentView): boolean =>
  isDrawn(mediaType) && !(inline && bytes < smallestInside);
