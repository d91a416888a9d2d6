import { partName, safeName } from '../mime/part-name.js';
import { decodeHeaderText } from '../mime/encoded-words.js';
import type { Entity } from '../mime/entity.js';
import { readHeaderBlock } from '../mime/header-block.js';
import { mediaTypeOf } from '../mime/media-type.js';
import { decodeTransfer } from '../mime/transfer-encoding.js';
import type { MailPart } from '../reading.js';
import { wellFormed } from '../mime/well-formed.js';

/** Attachments, inline images and attached messages with their bytes; nothing is opened or unpacked. */
export const readParts = (others: readonly Entity[], html: string | undefined): MailPart[] =>
  others.map((entity) => {
    const content = decodeTransfer(entity.body, entity.headers.get('content-transfer-encoding'));
    const name = partName(entity) ?? nameForUnnamed(entity, content);
    const contentId = contentIdOf(entity);
    const mediaType = mediaTypeOf(content, entity.mediaType, name).slice(0, 255);
    const shown = contentId !== undefined && (html?.includes(`cid:${contentId}`) ?? false);
    const asked = entity.disposition.value === 'inline' && mediaType.startsWith('image/');
    return {
      ...(name ? { name } : {}),
      mediaType,
      content,
      inline: shown || asked,
      ...(contentId ? { contentId } : {}),
    };
  });

const contentIdOf = ({ headers }: Entity): string | undefined => {
  const id = headers
    .get('content-id')
    ?.replace(/[\s<>]/g, '')
    .slice(0, 998);
  return id ? wellFormed(id) : undefined;
};

/** A forwarded mail is named after its subject, other unnamed parts after what they are. */
const nameForUnnamed = (entity: Entity, content: Uint8Array): string | undefined => {
  if (entity.mediaType === 'message/rfc822') {
    const bytes = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 64 * 1024));
    const subject = readHeaderBlock(bytes, 0, bytes.length).headers.get('subject');
    const title = decodeHeaderText(subject ?? '')
      .replace(/[/\\:*?"<>|\s]+/g, ' ')
      .trim()
      .slice(0, 100);
    return safeName(`${title || 'message'}.eml`);
  }
  return names.get(entity.mediaType);
};

const names = new Map([
  ['text/calendar', 'invitation.ics'],
  ['application/pgp-signature', 'signature.asc'],
  ['application/pkcs7-signature', 'smime.p7s'],
  ['application/x-pkcs7-signature', 'smime.p7s'],
  ['application/pkcs7-mime', 'smime.p7m'],
  ['application/x-pkcs7-mime', 'smime.p7m'],
  ['application/ms-tnef', 'winmail.dat'],
  ['message/delivery-status', 'delivery-status.txt'],
  ['text/rfc822-headers', 'returned-headers.txt'],
]);
