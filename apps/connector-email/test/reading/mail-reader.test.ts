import { MailReader } from '../../src/reading/mail-reader.js';
import { multipart, rawMail } from './raw-mail.js';

/** Threads that start from source take seconds on a busy machine. */
const limitMs = 60_000;

describe('reading in worker threads', () => {
  const reader = new MailReader({ threads: 1 });
  afterAll(() => reader.close());

  it(
    'reads many mails at once, each with its own parts',
    async () => {
      const mails = Array.from({ length: 50 }, (_, index) =>
        rawMail(
          { Subject: `mail ${index}`, 'Content-Type': 'multipart/mixed; boundary=b' },
          multipart('b', [
            ['Content-Type: text/plain', `text ${index}`],
            ['Content-Type: application/x-thing; name=a.bin', `bytes ${index}`],
          ]),
        ),
      );
      const readings = await Promise.all(mails.map((raw) => reader.read(raw)));
      for (const [index, reading] of readings.entries()) {
        if (reading.type !== 'message') throw new Error(reading.reason);
        expect(reading.mail).toMatchObject({ subject: `mail ${index}`, text: `text ${index}` });
        expect(Buffer.from(reading.mail.parts[0]!.content).toString()).toBe(`bytes ${index}`);
        expect(mails[index]!.byteLength).toBeGreaterThan(0);
      }
    },
    limitMs,
  );

  it(
    'reads a mail of 60 MB whole',
    async () => {
      const content = Buffer.alloc(44_000_000, 7);
      const part = 'Content-Type: application/x-thing; name=big.bin\r\nContent-Transfer-Encoding: base64';
      const body = multipart('b', [[part, content.toString('base64')]]);
      const reading = await reader.read(rawMail({ 'Content-Type': 'multipart/mixed; boundary=b' }, body));
      if (reading.type !== 'message') throw new Error(reading.reason);
      expect(Buffer.from(reading.mail.parts[0]!.content).equals(content)).toBe(true);
    },
    limitMs,
  );
});

describe('a mail beyond a limit', () => {
  it(
    'is a stub with its headers when it is too large',
    async () => {
      const reader = new MailReader({ rawBytesMax: 1000 });
      const reading = await reader.read(rawMail({ Subject: 'big' }, 'x'.repeat(2000)));
      await reader.close();
      if (reading.type !== 'message') throw new Error(reading.reason);
      expect(reading.mail).toMatchObject({ subject: 'big', author: { key: 'ada@example.org' } });
      expect(reading.mail.marks.map(({ code }) => code)).toContain('over-limit');
    },
    limitMs,
  );

  it(
    'is a stub when it takes too long, and the next mail is read',
    async () => {
      const reader = new MailReader({ timeLimitMs: 1 });
      const [slow, next] = await Promise.all([
        reader.read(rawMail({ Subject: 'slow' })),
        reader.read(rawMail({ Subject: 'next' })),
      ]);
      await reader.close();
      for (const [reading, subject] of [
        [slow, 'slow'],
        [next, 'next'],
      ] as const) {
        if (reading.type !== 'message') throw new Error(reading.reason);
        expect(reading.mail.subject).toBe(subject);
      }
      expect(slow).toMatchObject({ mail: { text: expect.stringContaining('took longer') as string } });
    },
    limitMs,
  );
});
