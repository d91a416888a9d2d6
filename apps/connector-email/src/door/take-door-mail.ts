import type { Listening } from '@filo/connector';
import type { ReceiveMail } from '../receiving/receive-mail.js';
import type { DoorAccount, DoorMail } from './mail-door.js';

/** A large mail takes longer to read and to store; RFC 5321 lets the sender wait ten minutes after the last dot. */
const extraMsPerByte = 1 / 2_000;

/** The account behind the door: reads what came and waits for core's word. */
export const doorAccount = (on: Listening, receive: ReceiveMail, commitMs: number): DoorAccount => ({
  accountId: on.account.accountId,
  address: on.account.address,
  take: async (mail: DoorMail) => {
    const arrived = {
      arrival: { via: 'smtp' as const },
      at: mail.at,
      role: 'received' as const,
      history: false,
      envelopeRecipients: mail.recipients,
      client: mail.client,
    };
    const within = deadline(commitMs + mail.raw.byteLength * extraMsPerByte);
    const heard = await within(receive.run(mail.raw, arrived, on));
    await receive.deliver(heard, arrived, (some) => on.deliver.committed(some, within.leftMs()));
  },
});

/** One time limit over several steps: the sender's server waits no longer because there are more of them. */
const deadline = (ms: number) => {
  const end = Date.now() + ms;
  const leftMs = () => Math.max(1, end - Date.now());
  const within = async <Value>(work: Promise<Value>): Promise<Value> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('Storing the mail took too long.')), leftMs());
    });
    return Promise.race([work, late]).finally(() => clearTimeout(timer));
  };
  return Object.assign(within, { leftMs });
};
