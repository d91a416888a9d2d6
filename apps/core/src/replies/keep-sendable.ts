import { messageTextMax, sendAttachmentsMax, sendHtmlMax } from '@filo/contracts';
import type { ReplyCreate } from '@filo/contracts/http';
import type { CarriedMessage } from '../beginning/carried-message.js';
import { wordsWith } from '../beginning/words-with.js';
import { DomainError } from '../http/domain-error.js';
import type { SendingAccount } from './choose-account.js';
import { domainOf } from './mail-address.js';
import { placeImages } from './place-images.js';
import type { TakenAttachment } from './take-attachments.js';

interface ToSend {
  reply: ReplyCreate;
  signature: string;
  carried: CarriedMessage | undefined;
  attachments: readonly TakenAttachment[];
  account: SendingAccount;
}

/** Refuses what no connector would ever be given: all that leaves counts, with what it takes along. */
export const keepSendable = ({ reply, signature, carried, attachments, account }: ToSend): void => {
  const said = wordsWith(reply, { carried, signature });
  const { html } = placeImages(said, attachments, domainOf(account.address) ?? 'localhost');
  if (said.text.length > messageTextMax || html.length > sendHtmlMax)
    throw new DomainError(
      'cannot-reply',
      `Nothing was sent: with the words that it takes along the message is longer than a mail may be (${messageTextMax} characters, with its formatting ${sendHtmlMax}). Copy the part that matters into a new message instead.`,
      { reason: 'mail-too-long' },
    );
  if (attachments.length > sendAttachmentsMax)
    throw new DomainError(
      'cannot-reply',
      `Nothing was sent: the message has ${attachments.length} files, and ${sendAttachmentsMax} are the most in one. Take some out.`,
      { reason: 'too-many-files' },
    );
};
