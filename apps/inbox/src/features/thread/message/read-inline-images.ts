import type { AttachmentView } from '@filo/contracts/http';
import { isDrawnPicture } from '@filo/text-limits';
import { apiBase } from '../../../data/api/request';

const imageBytesMax = 5_000_000;

const toDataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('The picture could not be read'));
    reader.readAsDataURL(blob);
  });

/** Whether it can be shown where a mail places it. Pure. */
export const isInlineImage = ({ contentId, mediaType, bytes }: AttachmentView): boolean =>
  Boolean(contentId) && isDrawnPicture(mediaType) && bytes <= imageBytesMax;

/**
 * Pictures that came inside a mail, as data URLs by Content-ID: the frame has no origin, so it could not fetch them with
 * the session. One that cannot be read is left out.
 */
export async function readInlineImages(
  files: readonly AttachmentView[],
  signal: AbortSignal,
): Promise<Map<string, string>> {
  const images = new Map<string, string>();
  for (const file of files) {
    if (!file.contentId) continue;
    const response = await fetch(`${apiBase}/attachments/${file.id}`, { credentials: 'same-origin', signal });
    if (response.ok)
      images.set(
        file.contentId,
        await toDataUrl(new Blob([await response.arrayBuffer()], { type: file.mediaType })),
      );
  }
  return images;
}
