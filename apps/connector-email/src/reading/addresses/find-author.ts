import type { IdentityRef, MessageMark } from '@filo/contracts';
import type { Headers } from '../mime/header-block.js';
import { addressKey, agreedAddresses } from './agreed-addresses.js';

export interface Author {
  author: IdentityRef;
  /** From alone names them, and nobody else; without that no proof of the mail's sender is a proof of theirs. */
  sure: boolean;
  marks: MessageMark[];
}

/**
 * Who wrote the mail (RFC 5322 3.6.2): From; Sender where From names several; where From cannot be read without doubt,
 * Sender or Return-Path, marked. `undefined` when no header says anything usable.
 */
export const findAuthor = (headers: Headers, fallbackCharset?: string): Author | undefined => {
  // A field without any address names nobody; a spoof needs two that do.
  const fields = headers.all('from').filter((field) => field.includes('@') || field.includes('=?'));
  const from = agreedAddresses(fields, fallbackCharset);
  const sender = agreedAddresses(headers.all('sender').slice(0, 1), fallbackCharset);
  const agreed = !from.disputed && fields.length <= 1 ? from.identities : [];
  if (agreed.length === 1) return { author: agreed[0]!, sure: true, marks: [] };
  if (agreed.length > 1) return oneOfSeveral(agreed, sender.identities[0]);
  const marks = [authorUncertain(fields.length)];
  if (sender.identities.length === 1 && !sender.disputed) {
    return { author: sender.identities[0]!, sure: false, marks };
  }
  const local = localName(headers.get('from') ?? '');
  if (local) return { author: { kind: 'mail', key: local }, sure: false, marks };
  const returnPath = agreedAddresses(headers.all('return-path').slice(0, 1));
  if (returnPath.identities.length === 1) return { author: returnPath.identities[0]!, sure: false, marks };
  return undefined;
};

const oneOfSeveral = (authors: IdentityRef[], sender: IdentityRef | undefined): Author => {
  const author = authors.find(({ key }) => key === sender?.key) ?? sender ?? authors[0]!;
  const text = `From names ${authors.length} authors; this one is taken.`;
  return { author, sure: false, marks: [{ code: 'several-authors', text }] };
};

const authorUncertain = (fields: number): MessageMark => ({
  code: 'author-uncertain',
  text:
    fields > 1
      ? 'The mail has several From headers; who wrote it cannot be told from them.'
      : 'The From header cannot be read as one address without doubt.',
});

/** `MAILER-DAEMON` and other names without a domain, as local programs write them. */
const localName = (from: string): string | undefined => {
  const name = /^\s*(?:[^<>@]*<)?\s*([a-z0-9._-]{1,64})\s*>?\s*(?:\([^)]*\))?\s*$/i.exec(from)?.[1];
  return name ? addressKey(name) : undefined;
};
