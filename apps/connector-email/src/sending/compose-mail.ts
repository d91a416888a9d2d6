import MailComposer from 'nodemailer/lib/mail-composer';
import type { IdentityRef, Send } from '@filo/contracts';

export interface ComposedMail {
  raw: Buffer;
  from: string;
  to: string;
}

/**
 * The mail as it leaves, for one recipient: visible recipients in the headers, a text and where there is one an HTML part,
 * images the HTML names inside, attachments behind. `contents` are the bytes of the attachments, in their order. The
 * composer reads no file and no URL.
 */
export const composeMail = async (message: Send, contents: readonly Uint8Array[]): Promise<ComposedMail> => {
  const composer = new MailComposer({
    from: addressOf(message.from),
    to: message.visibleTo.map(addressOf),
    cc: message.visibleCc.map(addressOf),
    ...(message.replyAddress === undefined ? {} : { replyTo: message.replyAddress }),
    subject: message.subject ?? '',
    date: new Date(message.date),
    messageId: `<${message.threadingId}>`,
    ...(message.inReplyTo === undefined ? {} : { inReplyTo: `<${message.inReplyTo}>` }),
    references: message.references.map((id) => `<${id}>`),
    headers: message.automatic ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {},
    text: message.text,
    ...(message.html === undefined ? {} : { html: message.html }),
    attachments: message.attachments.map((attachment, i) => ({
      filename: attachment.name,
      contentType: attachment.mediaType,
      content: Buffer.from(contents[i]!),
      contentDisposition: attachment.inline ? 'inline' : 'attachment',
      ...(attachment.contentId === undefined ? {} : { cid: attachment.contentId }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  });
  const raw = await composer.compile().build();
  return { raw, from: message.from.key, to: message.recipient.key };
};

const addressOf = ({ key, name }: IdentityRef) => (name === undefined ? key : { name, address: key });
