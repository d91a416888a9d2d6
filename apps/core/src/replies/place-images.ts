import type { ReplyCreate } from '@filo/contracts/http';
import { mayStandInMail } from '../attachments/content-disposition.js';
import { DomainError } from '../http/domain-error.js';
import { cleanReplyHtml, textToHtml } from './clean-reply-html.js';
import type { TakenAttachment } from './take-attachments.js';

export interface PlacedAttachment extends TakenAttachment {
  /** Set on pictures that stand in the text; the text names them by it. */
  contentId?: string;
}

export interface PlacedReply {
  html: string;
  attachments: PlacedAttachment[];
}

/**
 * The HTML part of a reply with the pictures in it. The writer names a picture `cid:<id of an upload>`; it leaves under a
 * Content-ID of our domain (RFC 2392), so that two mails never share one by accident.
 */
export const placeImages = (
  reply: Pick<ReplyCreate, 'text' | 'html'>,
  attachments: readonly TakenAttachment[],
  domain: string,
): PlacedReply => {
  if (reply.html === undefined) return { html: textToHtml(reply.text), attachments: [...attachments] };
  const placed = new Map<string, string>();
  const html = cleanReplyHtml(reply.html, (src) => {
    if (!src.startsWith('cid:')) return undefined;
    const { uploadId } = pictureOf(src.slice('cid:'.length), attachments);
    placed.set(uploadId, `${uploadId}@${domain}`);
    return `cid:${placed.get(uploadId)}`;
  });
  return {
    html,
    attachments: attachments.map((attachment) => {
      const contentId = placed.get(attachment.uploadId);
      return contentId === undefined ? attachment : { ...attachment, contentId };
    }),
  };
};

/** A text whose picture is missing would arrive with a hole in it. */
const pictureOf = (uploadId: string, attachments: readonly TakenAttachment[]): TakenAttachment => {
  const found = attachments.find((attachment) => attachment.uploadId === uploadId);
  if (found && mayStandInMail(found.mediaType)) return found;
  throw new DomainError(
    found ? 'invalid-request' : 'unknown-reference',
    found
      ? `Nothing was sent: ${found.name} stands in the text, but is no picture that a mail can show there. Attach it instead.`
      : `Nothing was sent: the text shows the picture ${uploadId}, which is not among the attachments. Add it to them, or take it out of the text.`,
    { reason: found ? 'not-a-picture-in-text' : 'no-such-picture', name: found?.name ?? '' },
  );
};
