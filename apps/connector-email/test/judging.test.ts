import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { dkimSign } from 'mailauth';
import { emailSettings } from '../src/email-settings.js';
import { JudgeBySignature } from '../src/judging/judge-by-signature.js';
import { dnsOf, type DnsQuestion } from '../src/judging/ask-dns.js';
import { FindKeys } from '../src/judging/key-records.js';
import { MailReader } from '../src/reading/mail-reader.js';
import { aMail } from './servers/a-mail.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const records: Record<string, string> = {
  'sel._domainkey.example.org': `v=DKIM1; k=rsa; p=${key}`,
  'sel._domainkey.evil.example': `v=DKIM1; k=rsa; p=${key}`,
  'other._domainkey.example.org': `v=DKIM1; k=rsa; s=tlsrpt; p=${key}`,
  'all._domainkey.example.org': `v=DKIM1; k=rsa; s=tlsrpt:email; p=${key}`,
  '_dmarc.example.org': 'v=DMARC1; p=reject',
  'example.org': 'v=spf1 ip4:192.0.2.10 -all',
  '_dmarc.lax.example': 'v=DMARC1; p=none',
};
const asked: string[] = [];
const dns: DnsQuestion = async (domain, type) => {
  asked.push(`${type} ${domain}`);
  const record = type === 'TXT' ? records[domain.toLowerCase()] : undefined;
  if (record === undefined) throw Object.assign(new Error('no such record'), { code: 'ENOTFOUND' });
  return [[record]];
};
const sign = async (raw: string, signingDomain = 'example.org', maxBodyLength?: number): Promise<Buffer> => {
  const signed = await dkimSign(raw, {
    canonicalization: 'relaxed/relaxed',
    signTime: new Date(),
    signatureData: [
      {
        signingDomain,
        selector: 'sel',
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
        ...(maxBodyLength === undefined ? {} : { maxBodyLength }),
      },
    ],
  } as Parameters<typeof dkimSign>[1]);
  return Buffer.from(signed.signatures + raw);
};
/** Read and verified in a thread, as the service does it; what DNS is asked for from then on is listed in `asked`. */
const judgeRead = async (reader: MailReader, raw: Buffer) => {
  const reading = await reader.read(raw);
  if (reading.type !== 'message') throw new Error(reading.reason);
  asked.splice(0);
  const { mail, signatures } = reading;
  const settings = emailSettings.parse({});
  const proof = await new JudgeBySignature(dns).run(raw, mail.author.key, { settings, signatures });
  return { proof, signatures };
};
/** By hand (RFC 6376, simple/simple), as no library signs any more. */
const signBadly = (raw: string, fields: string, hash: 'sha1' | 'sha256', selector = 'sel'): string => {
  const [head = '', body = ''] = raw.split('\r\n\r\n');
  const bodyHash = createHash(hash).update(body).digest('base64');
  const field = `DKIM-Signature: v=1; a=rsa-${hash}; c=simple/simple; d=example.org; s=${selector}; h=${fields}; bh=${bodyHash}; b=`;
  const signed = fields.split(':').map((name) => new RegExp(`^${name}: .*`, 'im').exec(head)![0]);
  const text = [...signed, field].join('\r\n');
  return `${field}${createSign(`rsa-${hash}`).update(text).sign(privateKey, 'base64')}\r\n${raw}`;
};
const direct = { ip: '198.51.100.7', name: 'mail.evil.example', mailFrom: 'ada@example.org' };
const judge = (
  raw: Buffer | string,
  seen: { client?: typeof direct; settings?: object } = {},
  author = 'ada@example.org',
) =>
  new JudgeBySignature(dns).run(Buffer.from(raw), author, {
    client: seen.client,
    settings: emailSettings.parse(seen.settings ?? {}),
  });

describe('judging an author', () => {
  beforeEach(() => asked.splice(0));

  it('proves a mail that its own domain signed', async () => {
    expect(await judge(await sign(aMail()))).toEqual({ verdict: 'proven', reason: 'dkim=pass example.org' });
  });

  it.each([
    ['changed after signing', async () => (await sign(aMail())).toString().replace('Text of', 'Lies of')],
    ['signed by another domain', () => sign(aMail(), 'evil.example')],
    ['signed only in part', () => sign(aMail(), 'example.org', 5)],
    ['named two authors', async () => (await sign(aMail({ headers: 'From: eve@evil.example' }))).toString()],
    ['not signed', async () => aMail()],
    [
      'vouched for by a forged header',
      async () => `Authentication-Results: mx.example.com; dmarc=pass header.from=example.org\r\n${aMail()}`,
    ],
  ])('believes nobody when the mail was %s', async (_what, make) => {
    expect((await judge(await make())).verdict).toBe('claimed');
  });

  it.each([
    ['lines that are no fields', 'Pay today\r\nto this account\r\nor else\r\nall is\r\nlost\r\nreally\r\n'],
    [
      'a blank line that is no end',
      ' \r\nPay: a\r\nToday: b\r\nTo-This: c\r\nIban: d\r\nOr: e\r\nElse: f\r\n',
    ],
    ['a second subject', 'Subject: Pay today\r\n'],
    ['a second content type', 'Content-Type: text/html\r\n'],
  ])('believes no signature under which a stranger put %s', async (_what, words) => {
    const signed = (await sign(aMail({ headers: 'Content-Type: text/plain' }))).toString();
    const from = /^From: .*\r\n/m.exec(signed)![0];
    const moved = from + words + signed.replace(from, '');
    expect(await judge(from + signed.replace(from, ''))).toMatchObject({ verdict: 'proven' });
    expect((await judge(moved)).verdict).toBe('claimed');
    expect((await judge(moved, { client: direct })).verdict).toBe('failed');
  });

  it.each([
    ['the author is not among what was signed', 'to:subject', 'sha256', 'sel'],
    ['it rests on SHA-1', 'from:to:subject', 'sha1', 'sel'],
    ['its key is not for mail', 'from:to:subject', 'sha256', 'other'],
  ] as const)('believes no signature when %s', async (_what, fields, hash, selector) => {
    expect(await judge(signBadly(aMail(), 'from:to:subject', 'sha256', 'all'))).toMatchObject({
      verdict: 'proven',
    });
    expect((await judge(signBadly(aMail(), fields, hash, selector))).verdict).toBe('claimed');
  });

  it('lets no mail write on the objects of this process', async () => {
    const chain = [
      'ARC-Seal: i=1; a=rsa-sha256; cv=none; d=evil.example; s=sel; b=AA',
      'ARC-Message-Signature: i=1; a=rsa-sha256; d=evil.example; s=sel; h=from; bh=AA; b=AA',
      'ARC-Authentication-Results: i=1; mx.evil.example; dkim=pass __proto__.skip=1; spf=pass "__proto__".skip=1',
    ].join('\r\n');
    const hostile = await sign(aMail({ headers: chain }));
    expect((await judge(hostile, { client: direct })).verdict).toBe('proven');
    expect(({} as { skip?: unknown }).skip).toBeUndefined();
    expect((await judge(await sign(aMail()))).verdict).toBe('proven');
  });

  it('believes the same when threads verify, and asks DNS nothing more', async () => {
    const reader = new MailReader({ findKeys: new FindKeys(dns) });
    const good = await sign(aMail());
    const moved = (name: string) => Buffer.from(good.toString().replace(/^From: /m, `${name}\r\nFrom: `));
    const mails: [Buffer, string][] = [
      [good, 'proven'],
      [await sign(aMail(), 'evil.example'), 'claimed'],
      [await sign(aMail(), 'example.org', 5), 'claimed'],
      [Buffer.from(good.toString().replace('Text of', 'Lies of')), 'claimed'],
      [moved('Subject: Pay today'), 'claimed'],
      [moved('DKIM-Signature: v=1; d=other.example; s=x'), 'proven'],
    ];
    for (const [raw, verdict] of mails) {
      const { proof, signatures } = await judgeRead(reader, raw);
      expect([proof.verdict, signatures === undefined, asked]).toEqual([verdict, false, []]);
    }
    await reader.close();
  }, 60_000);

  it('verifies a mail himself when its keys were not where a glance at it said', async () => {
    const reader = new MailReader({ findKeys: { run: async () => ({}) } });
    const { proof, signatures } = await judgeRead(reader, await sign(aMail()));
    await reader.close();
    expect(signatures).toBeUndefined();
    expect(proof.verdict).toBe('proven');
  }, 60_000);

  it('lets nobody wait for the keys of one mail when DNS is slow', async () => {
    const silent = new FindKeys(() => new Promise(() => undefined), 10);
    expect(await silent.run(await sign(aMail()))).toEqual({
      'sel._domainkey.example.org': { code: 'ETIMEOUT' },
    });
  });

  it('verifies no mail that is signed more often than any server does', async () => {
    const good = (await sign(aMail())).toString();
    const [signature] = /^DKIM-Signature:(?:.*\r\n[ \t])*.*\r\n/m.exec(good)!;
    expect(await judge(signature.repeat(19) + good)).toMatchObject({ verdict: 'proven' });
    expect(await judge(signature.repeat(20) + good)).toMatchObject({ verdict: 'claimed' });
  });

  it('fails a forgery that its domain asks to reject, when the sender spoke to us directly', async () => {
    expect(await judge(aMail(), { client: direct })).toMatchObject({ verdict: 'failed' });
  });

  it.each([
    ['through a listed forwarder', { client: direct, settings: { forwarders: ['198.51.100.7'] } }],
    ['from this machine', { client: { ...direct, ip: '127.0.0.1' } }],
    ['from a server its domain names', { client: { ...direct, ip: '192.0.2.10' } }],
    ['through a mailbox', {}],
  ])('does not fail the same mail %s', async (_way, seen) => {
    expect((await judge(aMail(), seen)).verdict).toBe('claimed');
  });

  it('does not fail for a domain that asks for nothing', async () => {
    const raw = aMail({ from: 'bob@lax.example' });
    expect((await judge(raw, { client: direct }, 'bob@lax.example')).verdict).toBe('claimed');
  });

  it('takes the word of a trusted host at the top, and of nobody below it', async () => {
    const good =
      'Authentication-Results: mx.example.com (ours); dkim=pass; dmarc=pass (p=reject) header.from=example.org\r\n';
    const bad = 'Authentication-Results: mx.example.com; dmarc=fail header.from=example.org\r\n';
    const settings = { trustedHosts: ['MX.example.com'] };
    expect(await judge(good + aMail(), { settings })).toMatchObject({ verdict: 'proven' });
    expect(await judge(bad + good + aMail(), { settings })).toMatchObject({ verdict: 'claimed' });
    const other = good.replace('header.from=example.org', 'header.from=example.net');
    expect(await judge(other + aMail(), { settings })).toMatchObject({ verdict: 'claimed' });
  });

  it.each([
    ['in quotes', 'spf=pass smtp.mailfrom="a; dmarc=pass header.from=example.org; "@evil.example'],
    [
      'in quotes, a comment in them',
      'spf=pass smtp.mailfrom="(" ; x="; dmarc=pass header.from=example.org ; "',
    ],
    [
      'before what the host found',
      'x=y; dmarc=pass header.from=example.org; dmarc=fail header.from=example.org',
    ],
    ['as the beginning of his own domain', 'dmarc=pass header.from=example.org_.evil.example'],
    ['as another property', 'dmarc=pass x-header.from=example.org'],
    ['after an escaped end of a comment', 'spf=pass (of a\\)@b; dmarc=pass header.from=example.org; )'],
    ['as another result', 'dmarc=pass-not header.from=example.org'],
  ])('takes no word that a stranger put into the one of a trusted host, %s', async (_how, results) => {
    const raw = `Authentication-Results: mx.example.com; ${results}\r\n${aMail()}`;
    const proof = await judge(raw, { settings: { trustedHosts: ['mx.example.com'] } });
    expect(proof.verdict).toBe('claimed');
  });

  it.each([
    'dkim=pass header.b="a;b"; dmarc=pass (p=none; dis=none) header.from="example.org"',
    'spf=pass smtp.mailfrom="a\\"; b"@x.example; dmarc=pass header.from=example.org policy.dmarc=none',
    'dmarc=pass header.from=example.org',
  ])('takes the word of a trusted host however it is written: %s', async (results) => {
    const raw = `Authentication-Results: mx.example.com 1; ${results}\r\n${aMail()}`;
    const proof = await judge(raw, { settings: { trustedHosts: ['mx.example.com'] } });
    expect(proof.verdict).toBe('proven');
  });

  it('asks DNS nothing when no answer could change the verdict', async () => {
    await judge(aMail());
    await judge(aMail(), { client: { ...direct, ip: '::1' } });
    expect(asked).toEqual([]);
  });

  it('claims and goes on when DNS does not answer', async () => {
    const dead: DnsQuestion = () =>
      Promise.reject(Object.assign(new Error('timed out'), { code: 'ETIMEOUT' }));
    const proof = await new JudgeBySignature(dead).run(await sign(aMail()), 'ada@example.org', {
      settings: emailSettings.parse({}),
    });
    expect(proof.verdict).toBe('claimed');
  });

  it('asks the DNS servers that the settings name', async () => {
    const server = createSocket('udp4').bind(0, '127.0.0.1');
    await once(server, 'listening');
    const heard = once(server, 'message') as Promise<[Buffer, { port: number }]>;
    const answered = dnsOf([`127.0.0.1:${server.address().port}`])('asked.example', 'TXT').catch(
      (error: NodeJS.ErrnoException) => error.code,
    );
    const [query, { port }] = await heard;
    expect(query.toString('latin1')).toContain('\x05asked\x07example\x00');
    // An answer, and it says that there is no such name.
    query.writeUInt16BE(0x8183, 2);
    server.send(query, port, '127.0.0.1');
    expect(await answered).toBe('ENOTFOUND');
    server.close();
  });
});
