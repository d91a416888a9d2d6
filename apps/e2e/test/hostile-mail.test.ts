import { holds } from '../src/holds.js';
import type { MessageView, QuarantineItem } from '@filo/contracts/http';
import type { Api } from '../src/api.js';
import { Filo } from '../src/filo.js';
import { rawMailTo } from '../src/write-to-us.js';

const lines = (...all: string[]): string => all.join('\r\n');
const head = (from: string, subject: string, ...more: string[]): string =>
  lines(
    `From: ${from}`,
    'To: support@localhost',
    `Subject: ${subject}`,
    'Date: Mon, 21 Sep 2026 10:00:00 +0000',
    ...more,
  );

describe('mail that most programs stumble over', () => {
  let filo: Filo;
  let api: Api;

  beforeAll(async () => {
    filo = await Filo.start();
    api = await filo.signIn();
  }, 240_000);

  afterAll(() => filo?.remove());

  const messagesOf = async (address: string): Promise<MessageView[]> => {
    const { items } = await api.get<{ items: { id: string }[] }>(`/people?q=${encodeURIComponent(address)}`);
    const pages = await Promise.all(items.map((person) => api.everyMessage(person.id)));
    return pages.flat();
  };
  const arrives = async (address: string, count = 1): Promise<MessageView[]> => {
    let messages: MessageView[] = [];
    await holds(async () => {
      messages = await messagesOf(address);
      expect(messages).toHaveLength(count);
    });
    return messages;
  };

  it('without a Message-ID: is stored, and the same bytes again are the same message', async () => {
    const raw = lines(head('no-id@example.org', 'No id'), '', 'Hello without an id');
    await rawMailTo(filo.ports.smtp, 'no-id@example.org', raw);
    await rawMailTo(filo.ports.smtp, 'no-id@example.org', raw);
    const [message] = await arrives('no-id@example.org');
    expect(message?.newText.trim()).toBe('Hello without an id');
  });

  it('with a Message-ID that was used before: both are kept', async () => {
    const mail = (text: string) =>
      lines(head('twice@example.org', 'Twice', 'Message-ID: <same@example.org>'), '', text);
    await rawMailTo(filo.ports.smtp, 'twice@example.org', mail('first'));
    await rawMailTo(filo.ports.smtp, 'twice@example.org', mail('second'));
    const messages = await arrives('twice@example.org', 2);
    expect(messages.map((one) => one.newText.trim())).toEqual(['first', 'second']);
  });

  it.each([
    ['iso-2022-jp', Buffer.from('1b2442243324732441244f1b2842', 'hex'), 'こんちは'],
    ['gb18030', Buffer.from('c4e3bac3', 'hex'), '你好'],
    ['koi8-r', Buffer.from('f0d2c9d7c5d4', 'hex'), 'Привет'],
    ['windows-1252', Buffer.from('476f6f64209364617994', 'hex'), 'Good “day”'],
  ])('in %s: is readable', async (charset, body, text) => {
    const from = `${charset}@charsets.example`;
    const header = `${head(from, charset, `Content-Type: text/plain; charset=${charset}`, 'Content-Transfer-Encoding: 8bit')}\r\n\r\n`;
    await rawMailTo(filo.ports.smtp, from, Buffer.concat([Buffer.from(header), body, Buffer.from('\r\n')]));
    const [message] = await arrives(from);
    expect(message?.text.trim()).toBe(text);
  });

  it('with 1,000 nested parts: is there, as what it is', async () => {
    const depth = 1_000;
    const open = Array.from(
      { length: depth },
      (_, n) => `Content-Type: multipart/mixed; boundary="b${n}"\r\n\r\n--b${n}\r\n`,
    ).join('');
    const raw = `${head('bomb@example.org', 'Nested')}\r\n${open}Content-Type: text/plain\r\n\r\ndeep down\r\n`;
    await rawMailTo(filo.ports.smtp, 'bomb@example.org', raw);
    await holds(
      async () => {
        const shown = await messagesOf('bomb@example.org');
        const { items } = await api.quarantine();
        const held = items.filter((item: QuarantineItem) => item.subject === 'Nested');
        expect(shown.length + held.length).toBe(1);
        expect([
          ...shown.flatMap((one) => one.marks.map((mark) => mark.text)),
          ...held.map((one) => one.reason),
        ]).not.toEqual([]);
      },
      { timeoutMs: 30_000 },
    );
  });

  it('with broken headers: is stored or waits in quarantine with a reason', async () => {
    await rawMailTo(
      filo.ports.smtp,
      'broken@example.org',
      Buffer.from('From broken\r\n: nothing\r\nSubj\xffect\r\n\r\n\x00\x01 body', 'latin1'),
    );
    await holds(async () => {
      const { items } = await api.quarantine();
      expect(items.filter((item) => item.reason !== '')).not.toHaveLength(0);
    });
  });

  it('that a machine wrote: opens no thread for a machine and starts no clock', async () => {
    await rawMailTo(
      filo.ports.smtp,
      '',
      lines(head('away@example.org', 'Out of office', 'Auto-Submitted: auto-replied'), '', 'I am away.'),
    );
    await rawMailTo(
      filo.ports.smtp,
      'away@example.org',
      lines(head('away@example.org', 'A real question'), '', 'When do you open?'),
    );
    await holds(async () => {
      const messages = await messagesOf('away@example.org');
      expect(messages.map((one) => one.class).sort()).toEqual(['human', 'out-of-office']);
    });
  });

  it('for an address that is not ours: is refused at the door', async () => {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({ host: '127.0.0.1', port: filo.ports.smtp, ignoreTLS: true });
    await expect(
      transport.sendMail({
        envelope: { from: 'a@example.org', to: ['nobody@localhost'] },
        raw: 'Subject: x\r\n\r\ny',
      }),
    ).rejects.toMatchObject({ responseCode: 550 });
    transport.close();
  });
});
