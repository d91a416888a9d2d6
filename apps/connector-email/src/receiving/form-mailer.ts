import type { AuthorProof } from '@filo/contracts';
import { addressKey } from '../reading/addresses/agreed-addresses.js';
import type { ReadMail } from '../reading/reading.js';

/** A mail that a form sent for somebody, as theirs. */
export interface FormMail {
  mail: ReadMail;
  authorProof: AuthorProof;
}

/**
 * A mail of one of the account's form mailers as a mail of whom its Reply-To names; undefined for every other mail, whose
 * Reply-To never says who wrote it. Such a mail is never more than a claim: whoever fills in a form can type any address, and
 * a mailer that signs its mails proves itself alone. Taken only when Reply-To names one address without doubt. Pure.
 */
export const ofFormMailer = (mail: ReadMail, formMailers: readonly string[]): FormMail | undefined => {
  const mailer = mail.author.key;
  if (!formMailers.some((listed) => addressKey(Buffer.from(listed.trim()).toString('latin1')) === mailer))
    return undefined;
  const named = mail.participants.filter(({ role }) => role === 'reply-to');
  const [only] = named;
  const unclear = mail.marks.some(({ code }) => code === 'addresses-unclear');
  if (!only || named.length > 1 || unclear || only.identity.key === mailer) return undefined;
  const author = only.identity;
  return {
    mail: {
      ...mail,
      author,
      replyTo: author,
      // A form says of its mails that a program sent them; what stands in them a human being has written.
      class: byProgram.has(mail.class) ? 'human' : mail.class,
      participants: mail.participants.filter(({ role }) => role !== 'reply-to'),
      marks: [...mail.marks, { code: 'sent-by-form', text: textOf(mailer) }],
    },
    authorProof: { verdict: 'claimed', reason: `reply-to of form mailer ${mailer}` },
  };
};

const byProgram = new Set<ReadMail['class']>(['auto-reply', 'list', 'own-loop']);

const textOf = (mailer: string): string =>
  `The form mailer ${mailer} sent it; its Reply-To alone says who wrote it.`.slice(0, 500);
