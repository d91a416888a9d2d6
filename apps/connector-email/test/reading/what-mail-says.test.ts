import iconv from 'iconv-lite';
import type { ReadMail } from '../../src/reading/reading.js';
import { readMail } from '../../src/reading/read-mail.js';
import { multipart, rawMail } from './raw-mail.js';

const read = async (raw: Uint8Array): Promise<ReadMail> => {
  const reading = await readMail(raw);
  if (reading.type !== 'message') throw new Error(`unreadable: ${reading.reason}`);
  return reading.mail;
};
const marks = (mail: ReadMail) => mail.marks.map(({ code }) => code);

describe('text and its charset', () => {
  const japanese = Buffer.from('1b24422439245f245e243b24731b2842', 'hex');

  it.each([
    ['iso-2022-jp', japanese, 'すみません'],
    ['gb18030', iconv.encode('你好，订单在哪里？', 'gb18030'), '你好，订单在哪里？'],
    ['gb2312', iconv.encode('你好', 'gbk'), '你好'],
    ['koi8-r', iconv.encode('Где мой заказ?', 'koi8-r'), 'Где мой заказ?'],
    ['windows-1252', Buffer.from([0x80, 0x20, 0x93, 0x61, 0x94]), '€ “a”'],
    ['iso-8859-1', Buffer.from([0x93, 0x61, 0x94]), '“a”'],
    ['us-ascii', Buffer.from([0x67, 0x72, 0xfc, 0xdf]), 'grüß'],
    ['utf-8', Buffer.from([0x67, 0x72, 0xfc, 0xdf, 0x65]), 'grüße'],
    ['iso-2022-jp', iconv.encode('すみません、質問です', 'shift_jis'), 'すみません、質問です'],
    ['no-such-charset', Buffer.from('grüß'), 'grüß'],
  ])('reads %s', async (charset, bytes, text) => {
    const mail = await read(rawMail({ 'Content-Type': `text/plain; charset=${charset}` }, bytes));
    expect(mail.text).toBe(text);
  });

  it('joins a character that the sender cut in two encoded words', async () => {
    const mail = await read(rawMail({ Subject: '=?utf-8?Q?gr=C3?= =?utf-8?Q?=BC=C3=9F?=' }));
    expect(mail.subject).toBe('grüß');
  });
});

describe('Message-ID and ledger key', () => {
  it('gives a mail without Message-ID the same made one each time', async () => {
    const [one, two] = [await read(rawMail({})), await read(rawMail({}))];
    expect(one.threadingId).toMatch(/@no-message-id\.invalid$/);
    expect(two.threadingId).toBe(one.threadingId);
    expect(marks(one)).toContain('no-message-id');
  });

  it('tells apart mails that reuse a Message-ID, and knows one mail that came by two ways', async () => {
    const headers = { 'Message-ID': '<same@example.org>' };
    const one = await read(rawMail(headers, 'one'));
    const two = await read(rawMail(headers, 'two'));
    const traced = await read(
      rawMail({ 'Delivered-To': 'x@example.com', Received: 'from a by b', ...headers }, 'one'),
    );
    expect(two.externalId).not.toBe(one.externalId);
    expect(traced.externalId).toBe(one.externalId);
  });
});

describe('what it is', () => {
  it('shows an encrypted mail as that', async () => {
    const body = multipart('b', [
      ['Content-Type: application/pgp-encrypted', 'Version: 1'],
      ['Content-Type: application/octet-stream; name=encrypted.asc', '-----BEGIN PGP MESSAGE-----'],
    ]);
    const mail = await read(rawMail({ 'Content-Type': 'multipart/encrypted; boundary=b' }, body));
    expect(marks(mail)).toContain('encrypted');
    expect(mail.parts.map(({ name }) => name)).toContain('encrypted.asc');
    const smime = await read(
      rawMail({ 'Content-Type': 'application/pkcs7-mime; smime-type=enveloped-data' }, 'MIIB'),
    );
    expect(marks(smime)).toContain('encrypted');
  });

  it('reads a bounce with recipient, codes, reason and the id of the mail that came back', async () => {
    const body = multipart('b', [
      ['Content-Type: text/plain', 'I could not deliver your mail.\r\n\r\n<gone@example.org>: no such user'],
      [
        'Content-Type: message/delivery-status',
        'Reporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; Gone@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown',
      ],
      [
        'Content-Type: message/rfc822',
        'From: support@example.com\r\nMessage-ID: <ours@example.com>\r\n\r\nHello',
      ],
    ]);
    const headers = {
      From: 'MAILER-DAEMON@mx.example.com',
      'Return-Path': '<>',
      'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b',
    };
    const mail = await read(rawMail(headers, body));
    expect(mail).toMatchObject({
      class: 'bounce',
      autoSubmitted: true,
      returnPath: '',
      references: ['ours@example.com'],
    });
    expect(mail.reports).toEqual([
      expect.objectContaining({
        recipient: 'gone@example.org',
        action: 'failed',
        status: '5.1.1',
        replyCode: '550',
        reason: 'userunknown',
        hard: true,
      }),
    ]);
  });

  it.each([
    ['out-of-office', { Subject: 'Out of office: back on Monday', 'Auto-Submitted': 'auto-replied' }],
    ['out-of-office', { Subject: 'Abwesenheitsnotiz: Re: Ihre Frage' }],
    ['auto-reply', { Subject: 'We got your mail', 'Auto-Submitted': 'auto-replied' }],
    ['auto-reply', { Precedence: 'auto_reply' }],
    ['list', { 'List-Id': '<news.example.org>' }],
    ['list', { Precedence: 'bulk' }],
    ['human', { 'X-Auto-Response-Suppress': 'All' }],
    ['human', { 'Auto-Submitted': 'no' }],
    ['human', { Subject: 'Re: Out of office' }],
    ['human', { 'Return-Path': '<>', Subject: 'A question' }],
  ])('is %s', async (expected, headers) => {
    expect((await read(rawMail(headers))).class).toBe(expected);
  });

  it('reads a complaint', async () => {
    const body = multipart('b', [
      ['Content-Type: text/plain', 'Someone complained.'],
      [
        'Content-Type: message/feedback-report',
        'Feedback-Type: abuse\r\nOriginal-Rcpt-To: <ada@example.org>',
      ],
      ['Content-Type: message/rfc822', 'Message-ID: <ours@example.com>\r\n\r\nx'],
    ]);
    const mail = await read(
      rawMail({ 'Content-Type': 'multipart/report; report-type=feedback-report; boundary=b' }, body),
    );
    expect(mail.class).toBe('complaint');
    expect(mail.reports).toEqual([{ recipient: 'ada@example.org', action: 'complained', reason: 'abuse' }]);
    expect(mail.references).toEqual(['ours@example.com']);
  });
});

describe('what came with it', () => {
  it('keeps a forwarded mail as one attachment, its words out of the text', async () => {
    const body = multipart('b', [
      ['Content-Type: text/plain', 'See below'],
      ['Content-Type: message/rfc822', 'Subject: Old order\r\nFrom: x@example.org\r\n\r\nInner words'],
    ]);
    const mail = await read(rawMail({ 'Content-Type': 'multipart/mixed; boundary=b' }, body));
    expect(mail.text).toBe('See below');
    expect(mail.parts).toMatchObject([{ name: 'Old order.eml', mediaType: 'message/rfc822' }]);
  });

  it('keeps an invitation as attachment with a mark, and winmail.dat unopened', async () => {
    const body = multipart('b', [
      ['Content-Type: text/plain', 'Let us meet'],
      ['Content-Type: text/calendar; method=REQUEST', 'BEGIN:VCALENDAR'],
      ['Content-Type: application/ms-tnef; name=winmail.dat', 'x'],
    ]);
    const mail = await read(rawMail({ 'Content-Type': 'multipart/mixed; boundary=b' }, body));
    expect(marks(mail)).toEqual(expect.arrayContaining(['calendar', 'tnef']));
    expect(mail.parts.map(({ name }) => name)).toEqual(['invitation.ics', 'winmail.dat']);
  });

  it('types parts by their bytes and strips paths and hidden characters from names', async () => {
    const png = Buffer.from('89504e470d0a1a0a00', 'hex').toString('base64');
    const body = multipart('b', [
      [
        `Content-Type: image/png; name="../../etc/p\u202egnp.png"\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <pic@x>`,
        png,
      ],
      ['Content-Type: image/png; name=evil.png', '<svg onload=alert(1)>'],
      [
        `Content-Type: application/pdf\r\nContent-Disposition: attachment; filename*0*=utf-8''gr%C3%BC; filename*1=ss.pdf`,
        'MZ',
      ],
    ]);
    const mail = await read(rawMail({ 'Content-Type': 'multipart/mixed; boundary=b' }, body));
    expect(mail.parts).toMatchObject([
      { name: 'pgnp.png', mediaType: 'image/png', contentId: 'pic@x' },
      { name: 'evil.png', mediaType: 'image/svg+xml' },
      { name: 'grüss.pdf', mediaType: 'application/x-msdownload' },
    ]);
  });
});

describe('who wrote it', () => {
  it.each([
    ['Ada <Ada.L+x@Bücher.example>', 'ada.l+x@xn--bcher-kva.example'],
    ['"Ada (Support)" <ada@example.org>', 'ada@example.org'],
    ['ada@example.org (Ada)', 'ada@example.org'],
    ['ada@victim.example <mallory@evil.example>', 'mallory@evil.example'],
    ['"ceo@victim.example" <mallory@evil.example>', 'mallory@evil.example'],
    ['=?utf-8?Q?ceo=40victim=2Eexample=2C?= <mallory@evil.example>', 'mallory@evil.example'],
  ])('%s', async (from, key) => {
    expect((await read(rawMail({ From: from }))).author.key).toBe(key);
  });

  it.each([
    'ada@victim.example, <mallory@evil.example',
    '<ada@victim.example> <mallory@evil.example>',
    'ada@victim.example\r\nFrom: mallory@evil.example',
  ])('takes no identity from an ambiguous From: %j', async (from) => {
    const reading = await readMail(rawMail({ From: from }));
    if (reading.type === 'message')
      expect(marks(reading.mail).join()).toMatch(/author-uncertain|several-authors/);
    else expect(reading.reason).toMatch(/names who wrote it/);
  });

  it('takes Sender where From names several', async () => {
    const mail = await read(rawMail({ From: 'a@example.org, b@example.org', Sender: 'b@example.org' }));
    expect(mail.author.key).toBe('b@example.org');
  });

  it('keeps a mail without any author for a human, with what is known of it', async () => {
    const reading = await readMail(rawMail({ From: '', Subject: 'Who am I' }));
    expect(reading).toMatchObject({
      type: 'unreadable',
      envelope: { subject: 'Who am I', to: ['support@example.com'] },
    });
  });

  it('shows the first lines, as they came, of a mail without one readable header', async () => {
    const reading = await readMail(Buffer.from('From nobody\r\n: nothing\r\n\r\n\0Help?'));
    expect(reading).toMatchObject({
      type: 'unreadable',
      envelope: { headers: 'From nobody\r\n: nothing\r\n\r\nHelp?' },
    });
  });

  it('answers the author, never Reply-To, which is only offered', async () => {
    const mail = await read(rawMail({ 'Reply-To': 'other@example.net' }));
    expect(mail.replyTo.key).toBe('ada@example.org');
    expect(mail.participants).toContainEqual({
      identity: { kind: 'mail', key: 'other@example.net' },
      role: 'reply-to',
    });
  });
});
