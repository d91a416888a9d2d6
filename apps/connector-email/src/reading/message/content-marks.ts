import type { MessageMark } from '@filo/contracts';
import type { Entity } from '../mime/entity.js';

/** What a reader must know about the form of a mail: encrypted, signed, an invitation, broken. */
export const contentMarks = (root: Entity, others: readonly Entity[], text: string): MessageMark[] => {
  const marks: MessageMark[] = [];
  const types = new Set(others.map(({ mediaType }) => mediaType));
  const has = (pattern: RegExp) => [...types].some((type) => pattern.test(type));
  if (isEncrypted(root, others) || /^-----BEGIN PGP MESSAGE-----/m.test(text.slice(0, 20_000))) {
    marks.push({
      code: 'encrypted',
      text: 'The mail is encrypted; its content can only be read with the recipient’s key.',
    });
  } else if (has(/^application\/(?:x-)?pkcs7-mime$/)) {
    marks.push({
      code: 'signed-opaque',
      text: 'The mail is wrapped in its signature; open the attachment to read it.',
    });
  }
  if (has(/^application\/(?:pgp|(?:x-)?pkcs7)-signature$/)) {
    marks.push({ code: 'signed', text: 'The mail carries a signature, which is not checked.' });
  }
  const calendar = others.find(({ mediaType }) => mediaType === 'text/calendar');
  if (calendar) {
    const method = calendar.type.parameters.get('method')?.toLowerCase();
    const kind =
      method === 'cancel'
        ? 'a cancelled meeting'
        : method === 'reply'
          ? 'an answer to a meeting'
          : 'a meeting';
    marks.push({ code: 'calendar', text: `The mail holds ${kind} as an attachment.` });
  }
  if (has(/^application\/(?:vnd\.)?ms-tnef$/)) {
    marks.push({ code: 'tnef', text: 'Attachments are packed in winmail.dat, which Outlook can open.' });
  }
  if (root.broken) marks.push({ code: 'broken-headers', text: 'Some header lines could not be read.' });
  return marks;
};

const isEncrypted = (root: Entity, others: readonly Entity[]): boolean =>
  root.mediaType === 'multipart/encrypted' ||
  others.some(
    ({ mediaType, type }) =>
      mediaType === 'application/pgp-encrypted' ||
      (/^application\/(?:x-)?pkcs7-mime$/.test(mediaType) &&
        !/^(?:signed-data|certs-only|compressed-data)$/.test(
          type.parameters.get('smime-type')?.toLowerCase() ?? '',
        )),
  );
