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
