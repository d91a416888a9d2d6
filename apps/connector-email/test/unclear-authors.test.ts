import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import { JudgeBySignature } from '../src/judging/judge-by-signature.js';
import type { DnsQuestion } from '../src/judging/ask-dns.js';
import { readMail } from '../src/reading/read-mail.js';
import { ReceiveMail } from '../src/receiving/receive-mail.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const dns: DnsQuestion = async (domain) => {
  if (domain === 'sel._domainkey.provider.example')
    return [[`v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`]];
  throw Object.assign(new Error('no such record'), { code: 'ENOTFOUND' });
};
const victim = 'victim@provider.example';

/** As a provider with many users hands it over: it signs what its user eve wrote, whatever Sender says. */
const signed = async (headers: string): Promise<string> => {
  const raw = `${headers}\r\nSubject: Hello\r\nTo: support@example.com\r\n\r\nIt is me.\r\n`;
  const { signatures } = await dkimSign(raw, {
    canonicalization: 'relaxed/relaxed',
    signatureData: [
      {
        signingDomain: 'provider.example',
        selector: 'sel',
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
      },
    ],
  } as Parameters<typeof dkimSign>[1]);
  return signatures + raw;
};
const receive = async (raw: string, settings: object = {}) => {
  const heard = await new ReceiveMail({ read: readMail }, new JudgeBySignature(dns)).run(
    Buffer.from(raw),
    { arrival: { via: 'imap' }, at: new Date(0), role: 'received', history: false, envelopeRecipients: [] },
    {
      account: { address: 'support@example.com', settings } as never,
      blobs: { put: () => Promise.resolve({ sha256: '0'.repeat(64), bytes: 1 }) } as never,
    },
  );
  if (heard.type !== 'message') throw new Error(heard.type);
  return heard;
};

describe('a mail whose author is not named by From alone', () => {
  it.each([
    ['quotes that two readers read differently', 'x <"eve"@provider.example>'],
    ['an address in a comment', '(eve@provider.example)'],
    ['an empty second address', 'eve@provider.example <>'],
    ['an unclosed quote', '"eve@provider.example'],
    ['two authors, one of them the victim', `eve@provider.example, ${victim}`],
  ])('proves nobody: %s', async (_what, from) => {
    const raw = await signed(`From: ${from}\r\nSender: ${victim}`);
    const word = 'Authentication-Results: mx.example.com; dmarc=pass header.from=provider.example\r\n';
    for (const heard of [
      await receive(raw),
      await receive(word + raw, { trustedHosts: ['mx.example.com'] }),
    ]) {
      expect(heard.author.key).toBe(victim);
      expect(heard.authorProof).toMatchObject({ verdict: 'claimed' });
    }
  });

  it('is another thing than one of somebody who sent it for a single author', async () => {
    const heard = await receive(await signed(`From: ${victim}\r\nSender: eve@provider.example`));
    expect(heard).toMatchObject({ author: { key: victim }, authorProof: { verdict: 'proven' } });
  });
});
