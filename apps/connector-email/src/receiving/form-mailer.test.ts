import { readMail } from '../reading/read-mail.js';
import type { ReadMail } from '../reading/reading.js';
import { ReceiveMail } from './receive-mail.js';
import { ofFormMailer } from './form-mailer.js';

const mailers = ['WordPress@Shop.example'];

const read = async (headers: string): Promise<ReadMail> => {
  const reading = await readMail(
    Buffer.from(`${headers}\r\nSubject: Contact form\r\n\r\nWhere is my parcel?\r\n`),
  );
  if (reading.type !== 'message') throw new Error(reading.reason);
  return reading.mail;
};

const from = 'From: Shop <wordpress@shop.example>\r\n';

describe('a mail of a form mailer', () => {
  it('is of whom its Reply-To names, as a claim that can be seen', async () => {
    const mail = await read(`${from}Reply-To: Ada <ada@example.org>\r\nAuto-Submitted: auto-generated`);
    const said = ofFormMailer(mail, mailers)!;
    expect(said.mail.author).toEqual({ kind: 'mail', key: 'ada@example.org', name: 'Ada' });
    expect(said.mail.replyTo).toEqual(said.mail.author);
    expect(said.mail.class).toBe('human');
    expect(said.mail.participants.map(({ role }) => role)).not.toContain('reply-to');
    expect(said.mail.marks.map(({ code }) => code)).toContain('sent-by-form');
    expect(said.authorProof).toEqual({
      verdict: 'claimed',
      reason: 'reply-to of form mailer wordpress@shop.example',
    });
  });

  it.each([
    ['a sender that is not listed', 'From: other@shop.example\r\nReply-To: ada@example.org'],
    [
      'a listed name before another address',
      'From: "wordpress@shop.example" <x@example.net>\r\nReply-To: ada@example.org',
    ],
    ['no Reply-To', `${from}X-Form: 1`],
    ['two addresses', `${from}Reply-To: ada@example.org, bob@example.org`],
    [
      'an address that can be read in two ways',
      `${from}Reply-To: ada@example.org, <x@a.example> <y@b.example>`,
    ],
    ['the mailer itself', `${from}Reply-To: wordpress@shop.example`],
  ])('keeps its sender with %s', async (_, headers) => {
    expect(ofFormMailer(await read(headers), mailers)).toBeUndefined();
  });
});

describe('receiving', () => {
  const receive = new ReceiveMail(
    { read: (raw) => readMail(raw) as never },
    { run: () => Promise.resolve({ verdict: 'proven', reason: 'dkim=pass shop.example' }) },
  );
  const heard = (settings: object, role: 'received' | 'sent', ours = 'support@shop.example') =>
    receive.run(
      Buffer.from(`${from}Reply-To: ada@example.org\r\nTo: ${ours}\r\nSubject: Form\r\n\r\nHello\r\n`),
      { arrival: { via: 'imap' }, at: new Date(0), role, history: false, envelopeRecipients: [] },
      {
        account: { address: ours, settings } as never,
        blobs: { put: () => Promise.resolve({ sha256: '0'.repeat(64), bytes: 1 }) } as never,
      },
    );

  it('takes Reply-To for the author at accounts that list the form, and nowhere else', async () => {
    const listed = { formMailers: ['wordpress@shop.example'] };
    expect(await heard(listed, 'received')).toMatchObject({
      author: { key: 'ada@example.org' },
      authorProof: { verdict: 'claimed' },
    });
    // A form may send as our own address: its mails are no loop.
    expect(await heard(listed, 'received', 'wordpress@shop.example')).toMatchObject({
      author: { key: 'ada@example.org' },
      class: 'human',
    });
    for (const other of [await heard({}, 'received'), await heard(listed, 'sent')])
      expect(other).toMatchObject({
        author: { key: 'wordpress@shop.example' },
        authorProof: { verdict: 'proven' },
      });
  });
});
