import { readHeaderBlock } from '../reading/mime/header-block.js';

/** Fields that a mail has once at most (RFC 5322, 3.6; RFC 2045, 3). */
const once = [
  ...['from', 'sender', 'reply-to', 'to', 'cc', 'subject', 'date', 'message-id', 'in-reply-to', 'references'],
  ...['mime-version', 'content-type', 'content-transfer-encoding'],
];

/**
 * Whether readers must agree on where the header ends and which field counts. Where they need not, a stranger may write
 * above or between what a signature covers, and we would show his words as proven (RFC 6376, 8.15).
 */
export const canBeRead = (mail: Buffer): boolean => {
  const { headers, broken } = readHeaderBlock(mail, 0, mail.length);
  return !broken && once.every((name) => headers.all(name).length <= 1);
};

/** A signature with `l=` lets anybody write on below it. */
export const signsWholeBody = (result: object): boolean =>
  !('canonBodyLengthLimited' in result && result.canonBodyLengthLimited === true);

/** A signature says nothing about an author whom it does not cover (RFC 6376, 5.4): he can be exchanged like the date. */
export const signsAuthor = (result: object): boolean =>
  'signingHeaders' in result &&
  (result.signingHeaders as { keys: string }).keys
    .split(':')
    .some((name) => name.trim().toLowerCase() === 'from');

/** SHA-1 proves nothing any more (RFC 8301), nor does a key that its owner published for something else than mail. */
export const isGoodForMail = (result: object): boolean => {
  const { algo, rr } = result as { algo?: unknown; rr?: unknown };
  const services = /(?:^|;)\s*s\s*=\s*([^;]*)/i.exec(typeof rr === 'string' ? rr : '')?.[1];
  const forMail = services === undefined || /(?:^|:)\s*(?:\*|email)\s*(?::|$)/i.test(services);
  return forMail && typeof algo === 'string' && /-sha256$/i.test(algo.trim());
};
