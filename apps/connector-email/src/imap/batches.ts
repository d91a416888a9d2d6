import type { ListedMail } from './imap-session.js';

/** Mails in their order, in batches of at most this many and this many bytes; a mail above the bytes stands alone. */
export const batchesOf = <Mail extends Pick<ListedMail, 'bytes'>>(
  mails: readonly Mail[],
  limits: { mails: number; bytes: number },
): Mail[][] => {
  const batches: Mail[][] = [];
  let batch: Mail[] = [];
  let bytes = 0;
  for (const mail of mails) {
    if (batch.length > 0 && (batch.length >= limits.mails || bytes + mail.bytes > limits.bytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(mail);
    bytes += mail.bytes;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
};
