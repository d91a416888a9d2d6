import type { MessageView } from '@filo/contracts/http';
import type { Api } from '../api.js';
import type { Filo } from '../filo.js';
import { holds } from '../holds.js';
import { rawMailTo } from '../write-to-us.js';
import type { Payload } from './payloads.js';

const atOnce = 16;
const from = 'hostile@html.example';

/** Each payload as the HTML of a mail of its own, through the SMTP door; resolves with what core hands out of each, in this order. */
export const sendPayloads = async (
  { filo, api }: { filo: Filo; api: Api },
  payloads: readonly Payload[],
): Promise<Payload[]> => {
  const letters = payloads.map(({ html }, n) => letterOf(n, html));
  while (letters.length > 0)
    await Promise.all(letters.splice(0, atOnce).map((letter) => rawMailTo(filo.ports.smtp, from, letter)));
  let messages: MessageView[] = [];
  await holds(
    async () => {
      const { items } = await api.get<{ items: { id: string }[] }>(`/people?q=${from}`);
      messages = items[0] ? await api.everyMessage(items[0].id) : [];
      if (messages.length < payloads.length)
        throw new Error(`${messages.length} of ${payloads.length} mails`);
    },
    { timeoutMs: 120_000, intervalMs: 1_000 },
  );
  const bySubject = new Map(messages.map((message) => [message.subject, message]));
  return payloads.map(({ name }, n) => ({ name, html: bySubject.get(`Payload ${n}`)?.html ?? '' }));
};

const letterOf = (n: number, html: string): string =>
  [
    `From: Hostile <${from}>`,
    'To: support@localhost',
    `Subject: Payload ${n}`,
    `Message-ID: <payload-${n}@html.example>`,
    'Date: Mon, 21 Sep 2026 10:00:00 +0000',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    ...(Buffer.from(html)
      .toString('base64')
      .match(/.{1,76}/g) ?? []),
    '',
  ].join('\r\n');
