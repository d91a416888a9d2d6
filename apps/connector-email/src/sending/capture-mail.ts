import type { Sending, Sent } from '@filo/connector';
import type { Send } from '@filo/contracts';
import { composeWithBlobs } from './send-mail.js';

/** For accounts without an SMTP server: the mail stays here, as it would have left, for the outbox page. */
export const captureMail = async (message: Send, sending: Sending): Promise<Sent> => {
  const mail = await composeWithBlobs(message, sending.blobs);
  const raw = await sending.blobs.put(mail.raw);
  await sending.start();
  return {
    detail: 'Kept on the outbox page: the account has no SMTP server',
    captured: { raw, from: mail.from, to: [mail.to], subject: message.subject ?? '' },
  };
};
