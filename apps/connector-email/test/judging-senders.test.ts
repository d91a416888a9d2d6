import { generateKeyPairSync } from 'node:crypto';
import { dkimSign, sealMessage } from 'mailauth';
import type { DnsQuestion } from '../src/judging/ask-dns.js';
import { emailSettings } from '../src/email-settings.js';
import { JudgeBySignature } from '../src/judging/judge-by-signature.js';
import { aMail } from './servers/a-mail.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const key = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;
const signers = ['loose.example', 'mail.loose.example', 'strict.example', 'mail.strict.example'];
const texts: Record<string, string> = {
  ...Object.fromEntries(
    [...signers, 'list.example', 'relay.example'].map((domain) => [`sel._domainkey.${domain}`, key]),
  ),
  '_dmarc.loose.example': 'v=DMARC1; p=REJECT',
  'loose.example': 'v=spf1 -all',
  'mail.loose.example': 'v=spf1 ip4:198.51.100.7 -all',
  '_dmarc.strict.example': 'v=DMARC1; p=Quarantine; adkim = s ; aspf=s',
  'mail.strict.example': 'v=spf1 ip4:198.51.100.7 -all',
};
const addresses: Record<string, string> = { 'mx.relay.example': '198.51.100.7' };
let silent: string[] = [];
const dns: DnsQuestion = async (domain, type) => {
  const name = domain.toLowerCase();
  if (silent.includes(name)) throw Object.assign(new Error('timed out'), { code: 'ETIMEOUT' });
  const text = type === 'TXT' ? texts[name] : undefined;
  const address = type === 'A' ? addresses[name] : undefined;
  if (text !== undefined) return [[text]];
  if (address !== undefined) return [address];
  throw Object.assign(new Error('no such record'), { code: 'ENOTFOUND' });
};

const signatureOf = (signingDomain: string) => ({ signingDomain, selector: 'sel', privateKey: pem });
const sign = async (raw: string, signingDomain: string): Promise<string> =>
  (await dkimSign(raw, { signTime: new Date(), signatureData: [signatureOf(signingDomain)] } as never))
    .signatures + raw;
/** As a forwarder hands it on: its seal, and above it what the seal says of the mail as it came. */
const seal = async (raw: string, sealer: string, results: string): Promise<string> =>
  String(
    await sealMessage(Buffer.from(raw), {
      ...signatureOf(sealer),
      signTime: new Date(),
      i: 1,
      cv: 'none',
      authResults: results,
    } as never),
  ) + raw;

const client = { ip: '198.51.100.7', name: 'mx.relay.example', mailFrom: 'bounce@relay.example' };
const judge = (raw: string, settings: object = {}, from = client) =>
  new JudgeBySignature(dns).run(Buffer.from(raw), 'ada@loose.example', {
    client: from,
    settings: emailSettings.parse(settings),
  });
const judgeStrict = (raw: string, from = client) =>
  new JudgeBySignature(dns).run(Buffer.from(raw), 'ada@strict.example', {
    client: from,
    settings: emailSettings.parse({}),
  });
const loose = () => aMail({ from: 'ada@loose.example' });
const strict = () => aMail({ from: 'ada@strict.example' });

describe('judging who sends for whom', () => {
  beforeEach(() => (silent = []));

  it('takes the signature of another domain of the same owner, unless the author asks for its own', async () => {
    expect((await judge(await sign(loose(), 'mail.loose.example'))).verdict).toBe('proven');
    expect(await judgeStrict(await sign(strict(), 'mail.strict.example'))).toEqual({
      verdict: 'failed',
      reason: 'dmarc=fail policy=quarantine strict.example',
    });
    expect((await judgeStrict(await sign(strict(), 'strict.example'))).verdict).toBe('proven');
  });

  it('takes the server of another domain of the same owner, unless the author asks for its own', async () => {
    expect((await judge(loose(), {}, { ...client, mailFrom: 'x@mail.loose.example' })).verdict).toBe(
      'claimed',
    );
    expect((await judgeStrict(strict(), { ...client, mailFrom: 'x@mail.strict.example' })).verdict).toBe(
      'failed',
    );
  });

  it('fails what names two authors, when the domain of the one that is shown asks for it', async () => {
    const two = (await sign(loose(), 'loose.example')).replace('From: ada@', 'From: eve@evil.example, ada@');
    expect((await judge(two)).verdict).toBe('failed');
  });

  it.each([
    ['the policy', '_dmarc.loose.example'],
    ['the servers', 'relay.example'],
    ['the key of the author', 'sel._domainkey.loose.example'],
  ])('claims when DNS is silent about %s', async (_what, name) => {
    silent = [name];
    const raw = name.includes('_domainkey') ? await sign(loose(), 'loose.example') : loose();
    expect(await judge(raw)).toEqual({ verdict: 'claimed', reason: 'dns=temperror' });
  });

  it('fails a forgery although DNS is silent about a key of somebody else', async () => {
    silent = ['sel._domainkey.evil.example'];
    const signed = (await sign(loose(), 'loose.example')).replaceAll('d=loose.example', 'd=evil.example');
    expect((await judge(signed)).verdict).toBe('failed');
  });

  it('believes the name of a forwarder only from its own address', async () => {
    const settings = { forwarders: ['MX.relay.example'] };
    expect(await judge(loose(), settings)).toEqual({
      verdict: 'claimed',
      reason: 'dkim=none forwarded mx.relay.example',
    });
    expect((await judge(loose(), settings, { ...client, ip: '198.51.100.8' })).verdict).toBe('failed');
  });

  it('hears a trusted host at the top of what that host brought, and of nothing that others bring', async () => {
    const raw = `Authentication-Results: mx.relay.example; dmarc=pass header.from=loose.example\r\n${loose()}`;
    const settings = { trustedHosts: ['mx.relay.example'] };
    expect((await judge(raw, settings)).verdict).toBe('proven');
    expect(
      (
        await judge(
          raw,
          { trustedHosts: ['mx.relay.example', '198.51.100.8'] },
          { ...client, ip: '198.51.100.8', name: 'x' },
        )
      ).verdict,
    ).toBe('proven');
    expect((await judge(raw, settings, { ...client, ip: '127.0.0.1' })).verdict).toBe('proven');
    expect((await judge(raw, settings, { ...client, ip: '198.51.100.9' })).verdict).toBe('failed');
    expect((await judge(raw, settings, { ...client, name: 'x' })).verdict).toBe('failed');
  });
});

describe('a mail that a forwarder sealed', () => {
  const saw = 'mx.list.example; dkim=pass header.d=loose.example; dmarc=pass header.from=loose.example';
  const stranger = { ...client, ip: '198.51.100.9', name: 'any.example' };
  const sealed = async (results = saw) => seal(loose(), 'list.example', results);
  beforeEach(() => (silent = []));

  it('is proven by a host that the account trusts', async () => {
    expect(await judge(await sealed(), { trustedHosts: ['mx.list.example'] }, stranger)).toEqual({
      verdict: 'proven',
      reason: 'arc=pass mx.list.example dmarc=pass',
    });
  });

  it('is claimed and not failed when a listed forwarder sealed it', async () => {
    expect(await judge(await sealed(), { forwarders: ['list.example'] }, stranger)).toEqual({
      verdict: 'claimed',
      reason: 'dkim=none forwarded list.example',
    });
  });

  const trusted = { trustedHosts: ['mx.list.example'], forwarders: ['list.example'] };
  it.each([
    ['nobody knows the sealer', sealed, {}],
    [
      'its body was changed after sealing',
      async () => (await sealed()).replace('Text of', 'Lies of'),
      trusted,
    ],
    ['its author was changed', async () => (await sealed()).replace('From: ada@', 'From: eve@'), trusted],
    ['its results were changed', async () => (await sealed()).replace('dkim=pass', 'dkim=none'), trusted],
    ['a subject was put above', async () => `Subject: Pay today\r\n${await sealed()}`, trusted],
    ['the sealer is another', () => seal(loose(), 'relay.example', saw), trusted],
  ])('proves nothing when %s', async (_why, make, settings) => {
    const raw = await make();
    expect((await judge(raw, settings, stranger)).verdict).toBe('failed');
  });

  it('says of another author nothing about this one', async () => {
    const other = await sealed(saw.replaceAll('loose.example', 'other.example'));
    expect(await judge(other, { trustedHosts: ['mx.list.example'] }, stranger)).toMatchObject({
      verdict: 'claimed',
    });
  });

  it('is claimed when DNS is silent about the key of the seal', async () => {
    silent = ['sel._domainkey.list.example'];
    expect(await judge(await sealed(), trusted, stranger)).toEqual({
      verdict: 'claimed',
      reason: 'dns=temperror',
    });
  });
});
