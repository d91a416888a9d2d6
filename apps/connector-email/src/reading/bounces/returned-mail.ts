import type { Entity } from '../mime/entity.js';
import { readHeaderBlock } from '../mime/header-block.js';
import { decodeTransfer } from '../mime/transfer-encoding.js';

const headerBytesMax = 256 * 1024;

/** Message-IDs, without angle brackets, of the mails that came back inside a report as parts of their own. */
export const returnedMailIds = (leaves: readonly Entity[]): string[] =>
  leaves.filter(isReturnedMail).flatMap((part) => {
    const bytes = contentOf(part);
    const { headers } = readHeaderBlock(bytes, 0, Math.min(bytes.length, headerBytesMax));
    return bracketedIds(headers.get('message-id'));
  });

export const isReturnedMail = ({ mediaType }: Entity): boolean =>
  /^(?:message\/rfc822|message\/global|(?:text|message)\/(?:rfc822|global)-headers)$/.test(mediaType);

export const bracketedIds = (value: string | undefined): string[] =>
  [...(value ?? '').matchAll(/<([^<>\s]{1,998})>/g)].map(([, id]) => id!);

/** A part's bytes, transfer encoding undone. */
export const contentOf = (entity: Entity): Buffer => {
  const content = decodeTransfer(entity.body, entity.headers.get('content-transfer-encoding'));
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength);
};
