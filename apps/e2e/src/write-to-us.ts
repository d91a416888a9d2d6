import { createTransport } from 'nodemailer';
import type { Api } from './api.js';
import { holds } from './holds.js';

export interface LetterOptions {
  from: string;
  to?: string;
  cc?: string;
  subject: string;
  text: string;
  html?: string;
  messageId?: string;
  headers?: Record<string, string>;
  attachments?: { filename: string; content: Buffer; contentType?: string }[];
}

/** Sends a mail through the SMTP door, as any mail server would; resolves when the door has said 250. */
export const mailTo = async (smtpPort: number, letter: LetterOptions): Promise<void> => {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true });
  try {
    await transport.sendMail({ to: 'support@localhost', ...letter });
  } finally {
    transport.close();
  }
};

/** The thread of the first mail of an installation, once the inbox lists it. */
export const firstMailTo = async (smtpPort: number, api: Api, letter: LetterOptions): Promise<string> => {
  await mailTo(smtpPort, letter);
  let threadId = '';
  await holds(async () => {
    const { items } = await api.threads();
    if (items.length !== 1) throw new Error(`${items.length} threads are listed in place of one`);
    threadId = items[0]?.id ?? '';
  });
  return threadId;
};

/** Hands over raw bytes, which need not be a proper mail at all. */
export const rawMailTo = async (smtpPort: number, from: string, raw: string | Buffer): Promise<void> => {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true });
  try {
    await transport.sendMail({ envelope: { from, to: ['support@localhost'] }, raw });
  } finally {
    transport.close();
  }
};

/** Fills in the contact form as a script does; resolves with status and reference. */
export const formTo = async (
  formUrl: string,
  fields: { name: string; email: string; message: string },
  key: string = crypto.randomUUID(),
): Promise<{ status: number; reference: string }> => {
  const answer = await fetch(`${formUrl}/forms/contact/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(fields),
    signal: AbortSignal.timeout(30_000),
  });
  const body = (await answer.json()) as { reference?: string; detail?: string };
  if (answer.status !== 201 && answer.status !== 202) {
    throw new Error(`The form answered ${answer.status}: ${JSON.stringify(body)}`);
  }
  return { status: answer.status, reference: body.reference ?? '' };
};
