// Mails as a desk gets them, signed by their author's domain: half plain text, a third with HTML, some with a file, some in
// older charsets, 2 to 60 kB. The same numbers give the same words, so that both sides read the same mailbox.
import iconv from 'iconv-lite';
import { dkimSign } from 'mailauth';
import { generateKeyPairSync } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';

const selector = 'bench';
const domains = 40;
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** What DNS says about the senders' domains, by name: the key of each, no policy, nothing else. All of it TXT. */
export const dnsRecords = Object.fromEntries(
  Array.from({ length: domains }, (_, n) => [
    `${selector}._domainkey.d${n}.example`,
    `v=DKIM1; k=rsa; p=${publicKey.toString('base64')}`,
  ]),
);

/** Raw mails, oldest first, each with the time at which the mailbox got it, a few days ago. */
export async function sampleMails({ count, to, perPerson = 5, now = Date.now() }) {
  const people = Math.max(1, Math.floor(count / perPerson));
  const firstAt = now - 5 * 86_400_000;
  const mails = [];
  for (let n = 0; n < count; n++) {
    const at = new Date(Math.floor((firstAt + (n * 4 * 86_400_000) / count) / 1000) * 1000);
    mails.push({
      raw: await signed(await unsigned({ n, people, to, at }), domainOf(personOf(n, people)), at),
      at,
    });
  }
  return mails;
}

const personOf = (n, people) => (n * 7919) % people;
const domainOf = (person) => `d${person % domains}.example`;
const idOf = (n, people) => `${n}@${domainOf(personOf(n, people))}`;

async function unsigned({ n, people, to, at }) {
  const person = personOf(n, people);
  const turn = Math.floor(n / people);
  const answers = turn > 0 && n % 3 === 0 ? idOf(n - people, people) : undefined;
  const head = {
    from: { name: `Person Number ${person}`, address: `person${person}@${domainOf(person)}` },
    to,
    subject: `${turn % 2 ? 'Re: ' : ''}My order ${person}`,
    date: at,
    messageId: `<${idOf(n, people)}>`,
    headers: transport(n, at),
    ...(answers ? { inReplyTo: `<${answers}>`, references: `<${answers}>` } : {}),
  };
  const kind = n % 20;
  if (kind >= 18) return inOlderCharset(head, older[n % older.length]);
  return new MailComposer({ ...head, ...bodyOf(kind, n) }).compile().build();
}

/** What servers write above a mail on its way. */
const transport = (n, at) => ({
  'Return-Path': `<bounce-${n}@out.example>`,
  Received: [1, 2, 3].map(
    (hop) =>
      `from relay${hop}.example (relay${hop}.example [192.0.2.${hop}]) by mx${hop}.example (Postfix) with ESMTPS id ${n}${hop}A7F; ${at.toUTCString()}`,
  ),
  'X-Mailer': 'Bench Mail 4.2',
});

const lines = [
  'Hello, where is my order? I have been waiting for it since last week and nobody answers.',
  'Guten Tag, die Lieferung ist beschädigt angekommen, der Karton war schon geöffnet – können Sie das prüfen?',
  'Bonjour, la facture indique un montant erroné ; pourriez-vous la corriger s’il vous plaît ?',
  'The tracking page has been saying the same thing for days, and the number that you gave me is not known there.',
];
const words = (n, bytes) => {
  const paragraphs = [];
  for (let length = 0, i = n; length < bytes; i++) {
    const paragraph = `${i}: ${lines[i % lines.length]} ${lines[(i * 3) % lines.length]}`;
    paragraphs.push(paragraph);
    length += paragraph.length;
  }
  return paragraphs.join('\n\n');
};
const quoted = (n, bytes) =>
  `\n\n-- \nPerson, Example Street 5\n\nOn Mon, 5 Jan 2026 at 09:00, Support wrote:\n${words(n + 1, bytes).replace(/^/gm, '> ')}`;
const html = (text) =>
  `<html><head><style>p{margin:0 0 1em;font-family:Arial}</style></head><body>${text
    .split('\n\n')
    .map((paragraph) => `<p style="color:#222"><span class="x">${paragraph}</span></p>`)
    .join('\n')}<img src="https://cdn.example/pixel.gif" width="1" height="1"></body></html>`;

function bodyOf(kind, n) {
  if (kind < 10) return { text: words(n, 600 + (n % 7) * 500) + quoted(n, 400 + (n % 5) * 600) };
  const text = words(n, 1500 + (n % 9) * 800);
  if (kind < 16) return { text, html: html(text) };
  const content = Buffer.alloc(8_000 + (n % 6) * 5_000, `file ${n} `);
  return { text, html: html(text), attachments: [{ filename: `scan-${n}.pdf`, content }] };
}

const older = [
  ['windows-1252', 'Die Lieferung ist beschädigt, bitte prüfen Sie das für mich. '],
  ['iso-2022-jp', '注文した商品がまだ届いていません。確認をお願いします。'],
  ['koi8-r', 'Где мой заказ? Я жду уже неделю. '],
  ['gb18030', '我的订单在哪里？我已经等了一个星期。'],
];

async function inOlderCharset(head, [charset, text]) {
  const empty = (await new MailComposer({ ...head, text: '.' }).compile().build()).toString('latin1');
  const kept = empty.split('\r\n\r\n', 1)[0].replace(/\r\nContent-(Type|Transfer-Encoding):[^\r]*/gi, '');
  const body = iconv.encode(text.repeat(60), charset).toString('base64').replace(/.{76}/g, '$&\r\n');
  const type = `Content-Type: text/plain; charset=${charset}\r\nContent-Transfer-Encoding: base64`;
  return Buffer.from(`${kept}\r\n${type}\r\n\r\n${body}\r\n`, 'latin1');
}

async function signed(raw, signingDomain, signTime) {
  const { signatures, errors } = await dkimSign(raw, {
    canonicalization: 'relaxed/relaxed',
    // The library reads the clock twice otherwise, and now and then signs another second than it writes.
    signTime,
    signatureData: [{ signingDomain, selector, privateKey }],
  });
  if (errors.length > 0) throw new Error('A mail of the bench could not be signed.', { cause: errors[0] });
  return Buffer.concat([Buffer.from(signatures), raw]);
}
