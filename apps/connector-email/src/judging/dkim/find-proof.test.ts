import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { dkimSign, dkimVerify } from 'mailauth';
import type { DnsQuestion } from '../ask-dns.js';
import { findProof } from './find-proof.js';
import { readSigningKey, SigningKeys } from './signing-keys.js';
import { splitSigned } from './split-signed.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const edwards = generateKeyPairSync('ed25519');
const spki = (key: typeof rsa.publicKey): Buffer => key.export({ type: 'spki', format: 'der' });
const records: Record<string, string> = {
  'rsa._domainkey.mail.example.org': `v=DKIM1; k=rsa; p=${spki(rsa.publicKey).toString('base64')}`,
  'ed._domainkey.mail.example.org': `v=DKIM1; k=ed25519; p=${spki(edwards.publicKey).subarray(12).toString('base64')}`,
};
const dns: DnsQuestion = async (name) => {
  const record = records[name];
  if (record === undefined) throw Object.assign(new Error('no such record'), { code: 'ENOTFOUND' });
  return [[record.slice(0, 100), record.slice(100)]];
};
const canons = ['relaxed/relaxed', 'relaxed/simple', 'simple/relaxed', 'simple/simple'] as const;

const sign = async (raw: Buffer, canonicalization: string, selector: 'rsa' | 'ed' = 'rsa', more = {}) => {
  const { privateKey } = selector === 'rsa' ? rsa : edwards;
  const { signatures, errors } = await dkimSign(raw, {
    canonicalization,
    signTime: new Date(),
    signatureData: [
      {
        signingDomain: 'mail.example.org',
        selector,
        privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
        ...more,
      },
    ],
    ...more,
  } as Parameters<typeof dkimSign>[1]);
  expect(errors).toEqual([]);
  return Buffer.concat([Buffer.from(signatures), raw]);
};

const provenByUs = async (raw: Buffer, author = 'example.org') =>
  (await findProof(splitSigned(raw), author, { keys: new SigningKeys(dns) })).domain !== undefined;

/** Another program's opinion of the same signature. */
const provenByThem = async (raw: Buffer): Promise<boolean> => {
  const { results } = await dkimVerify(raw, { resolver: dns });
  return results.some(({ status }) => status.result === 'pass' && Boolean(status.aligned));
};

const word = fc.constantFrom('a', 'Bc', '=20', ' ', '  ', '\t', ' \t ', '.', 'ü', '--', 'x'.repeat(300));
const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(''));
// Mail on its way ends with a line end, or at least with a word: there the other program errs.
const body = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom('\r\n', '\r\n\r\n', 'end', ''))
  .map(([lines, end]) => lines.map((one) => `${one}\r\n`).join('') + end);
const subject = fc
  .array(fc.constantFrom('one', 'Two ', '\r\n ', '\r\n\t', '  ', 'ü'), { maxLength: 5 })
  .map((parts) => `x${parts.join('')}y`);
const mail = fc
  .tuple(subject, body)
  .map(([title, text]) =>
    Buffer.from(
      `From: Ada <ada@example.org>\r\nSubject:  ${title}\r\nX-Other: 1\r\nTo: us@example.com\r\n\r\n${text}`,
      'latin1',
    ),
  );

/** More when a change is being worked on: FILO_TEST_RUNS=5000. */
const runs = Number(process.env['FILO_TEST_RUNS'] ?? 60);

describe('the proof of a signature', () => {
  it('is found in whatever another program signed', async () => {
    const signed = fc.tuple(mail, fc.constantFrom(...canons), fc.constantFrom('rsa' as const, 'ed' as const));
    await fc.assert(
      fc.asyncProperty(signed, async ([raw, canon, selector]) => {
        const whole = await sign(raw, canon, selector);
        expect([await provenByUs(whole), await provenByThem(whole)]).toEqual([true, true]);
      }),
      { numRuns: runs },
    );
  }, 60_000);

  it('is lost by the very changes by which another program loses it', async () => {
    const change = fc.tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1),
      fc.constantFrom(' ', 'a', '\r\n', '', ';'),
    );
    await fc.assert(
      fc.asyncProperty(mail, fc.constantFrom(...canons), change, async (raw, canon, [where, drop, put]) => {
        const whole = await sign(raw, canon);
        const at = 1 + Math.floor(where * (whole.length - 6));
        const changed = Buffer.concat([whole.subarray(0, at), Buffer.from(put), whole.subarray(at + drop)]);
        // Of a half line end each program thinks its own; no mail server hands one on.
        fc.pre(!/\r(?!\n)/.test(changed.toString('latin1')));
        expect(await provenByUs(changed)).toBe(await provenByThem(changed));
      }),
      { numRuns: 3 * runs },
    );
  }, 60_000);

  it('does not depend on where a long body is cut, nor on LF or CRLF', async () => {
    const text = `From: ada@example.org\r\n\r\n${'word  \t and more \r\n\r\n'.repeat(60_000)}`;
    for (const canon of canons) {
      const whole = await sign(Buffer.from(text), canon);
      expect(await provenByUs(whole)).toBe(true);
      expect(await provenByUs(Buffer.from(whole.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'))).toBe(
        true,
      );
    }
  });

  it.each([
    ['of another organization', 'other.example', (raw: string) => raw],
    ['of a name beside ours at a hoster', 'pages.github.io', (raw: string) => raw],
    ['of a part of the body', 'example.org', (raw: string) => raw.replace(/; c=/, '; l=5; c=')],
    ['in another version', 'example.org', (raw: string) => raw.replace('v=1;', 'v=2;')],
    ['by SHA-1', 'example.org', (raw: string) => raw.replace('a=rsa-sha256', 'a=rsa-sha1')],
    ['without the author', 'example.org', (raw: string) => raw.replace('h=From;', 'h=To;')],
    ['that names a tag twice', 'example.org', (raw: string) => raw.replace('v=1;', 'v=1; v=1;')],
  ])('is none %s', async (_what, author, change) => {
    const raw = (
      await sign(Buffer.from('From: ada@example.org\r\n\r\nText\r\n'), 'relaxed/relaxed')
    ).toString();
    const changed = change(raw);
    if (author === 'example.org') expect(changed).not.toBe(raw);
    expect(await provenByUs(Buffer.from(changed), author)).toBe(false);
  });

  it('ends when the signature expires', async () => {
    const raw = Buffer.from('From: ada@example.org\r\n\r\nText\r\n');
    const whole = splitSigned(
      await sign(raw, 'relaxed/relaxed', 'rsa', { expires: new Date(Date.now() + 3_600_000) }),
    );
    expect(whole.fields[0]!.raw).toMatch(/\bx=\d+/);
    const keys = new SigningKeys(dns);
    expect(await findProof(whole, 'example.org', { keys })).toMatchObject({ domain: 'mail.example.org' });
    const later = new Date(Date.now() + 7_200_000);
    expect(await findProof(whole, 'example.org', { keys, now: later })).toEqual({ unanswered: false });
  });

  it('waits for nobody whose DNS is dead, and says so', async () => {
    const dead: DnsQuestion = () =>
      Promise.reject(Object.assign(new Error('timed out'), { code: 'ETIMEOUT' }));
    const raw = await sign(Buffer.from('From: ada@example.org\r\n\r\nText\r\n'), 'relaxed/relaxed');
    const proof = await findProof(splitSigned(raw), 'example.org', { keys: new SigningKeys(dead) });
    expect(proof).toEqual({ unanswered: true });
  });
});

describe('a key of a signing domain', () => {
  const key = spki(rsa.publicKey).toString('base64');
  const weak = spki(generateKeyPairSync('rsa', { modulusLength: 768 }).publicKey).toString('base64');
  it.each([
    ['v=DKIM1; k=rsa; p=KEY', true],
    ['p=KEY', true],
    ['v=DKIM1; h=sha1:sha256; s=*; t=y; n=note; p=KEY;', true],
    ['v=DKIM1; p=', false],
    ['v=DKIM2; p=KEY', false],
    ['v=DKIM1; k=ed25519; p=KEY', false],
    ['v=DKIM1; h=sha1; p=KEY', false],
    ['v=DKIM1; s=other; p=KEY', false],
    ['v=DKIM1; p=not a key!', false],
    ['v=DKIM1; p=TUlJQg==', false],
    ['v=DKIM1; p=WEAK', false],
    ['v=spf1 -all', false],
  ])('is read from %s: %s', (record, usable) => {
    const text = record.replace('KEY', `${key.slice(0, 50)} ${key.slice(50)}`).replace('WEAK', weak);
    expect(readSigningKey(text) !== undefined).toBe(usable);
  });
});
