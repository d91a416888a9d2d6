import { dkimSign, sealMessage } from 'mailauth';
import { generateKeyPairSync } from 'node:crypto';
import type { Zone } from './dns.js';
import { domains, type Domain, type SpoofCase } from './spoof-cases.js';

export const trustedHost = 'mx.trusted.example';
export const forwarder = 'forwarder.example';
export const forger = 'eve@evil.example';
export const ownerOf = (domain: Domain): string => `owner@${domain}.example`;

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
const key = `v=DKIM1; k=rsa; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`;

/** What DNS says of everybody; `ip` is the forger's server. */
export const zoneFor = (ip: string): Zone => {
  const signers = [...domains.map((domain) => `${domain}.example`), 'mail.own.example', 'evil.example'];
  const keys = [...signers, forwarder, 'trusted.example'].map((name) => [`sel._domainkey.${name}`, key]);
  return {
    texts: {
      ...Object.fromEntries(keys),
      ...Object.fromEntries(domains.map((domain) => [`${domain}.example`, 'v=spf1 ip4:203.0.113.9 -all'])),
      'shared.example': `v=spf1 ip4:${ip} -all`,
      'evil.example': `v=spf1 ip4:${ip} -all`,
      '_dmarc.reject.example': 'v=DMARC1; p=reject',
      '_dmarc.quarantine.example': 'v=DMARC1; p=Quarantine',
      '_dmarc.lax.example': 'v=DMARC1; p=none',
      '_dmarc.own.example': 'v=DMARC1; p=reject; adkim=s; aspf=s',
      '_dmarc.shared.example': 'v=DMARC1; p=reject',
    },
    broken: ['_dmarc.mute.example'],
  };
};

interface Letter {
  from: string;
  to: string;
  messageId: string;
  subject: string;
  text: string;
  more?: readonly string[];
}

export const letter = ({ from, to, messageId, subject, text, more = [] }: Letter): string =>
  [
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: ${messageId}`,
    ...more,
    '',
    text,
    '',
  ].join('\r\n');

export const signedBy = async (raw: string, signingDomain: string, maxBodyLength?: number) => {
  const data = { signingDomain, selector: 'sel', privateKey: pem };
  const signatureData = [maxBodyLength === undefined ? data : { ...data, maxBodyLength }];
  return (await dkimSign(raw, { signTime: new Date(), signatureData } as never)).signatures + raw;
};

const sealedBy = async (raw: string, signingDomain: string, authResults: string): Promise<string> => {
  const seal = { signingDomain, selector: 'sel', privateKey: pem, signTime: new Date(), i: 1, cv: 'none' };
  return String(await sealMessage(Buffer.from(raw), { ...seal, authResults } as never)) + raw;
};

/** What a forger got hold of: our mail to the owner, and the owner's to us. */
export interface Stolen {
  /** Our address with the owner's token. */
  replyTo: string;
  ours: string;
  theirs: string;
}

/** The raw mail of a case. */
export const spoofMail = async (one: SpoofCase, stolen: Stolen): Promise<string> => {
  const owner = ownerOf(one.domain);
  const from = one.kind === 'stranger' ? forger : owner;
  const pass = `dkim=pass header.d=${one.domain}.example; dmarc=pass header.from=${from.split('@')[1]}`;
  const plain = letter({
    from,
    to: {
      none: 'support@localhost',
      stolen: stolen.replyTo,
      invented: `support+${'a'.repeat(45)}@localhost`,
    }[one.token],
    messageId: `<case-${one.n}@evil.example>`,
    subject: `Case ${one.n}`,
    text: `This is case-${one.n}.`,
    more: [
      ...(one.references === 'none' ? [] : [`In-Reply-To: ${stolen[one.references]}`]),
      ...(one.references === 'none' ? [] : [`References: ${stolen[one.references]}`]),
      ...(one.copy === 'none' ? [] : [`Cc: ${one.copy === 'owner' ? owner : forger}`]),
      `Reply-To: ${forger}`,
    ],
  });
  const signed = await withSignature(plain, one);
  const sealed = await withChain(signed, one, pass);
  return withResults(sealed, one, pass);
};

const withSignature = async (plain: string, { n, dkim, domain, kind }: SpoofCase): Promise<string> => {
  const owner = `${domain}.example`;
  switch (dkim) {
    case 'none':
      return plain;
    case 'foreign':
      return signedBy(plain, kind !== 'stranger' && domain === 'own' ? 'mail.own.example' : 'evil.example');
    case 'replayed':
      return (await signedBy(plain.replace('This is', 'That was'), owner)).replace('That was', 'This is');
    case 'extended':
      return `${await signedBy(plain, owner, 10)}Pay to another account today.\r\n`;
    case 'headed':
      return `Subject: Case ${n}: pay today\r\n${await signedBy(plain, owner)}`;
  }
};

const withChain = async (raw: string, { arc }: SpoofCase, pass: string): Promise<string> => {
  switch (arc) {
    case 'none':
      return raw;
    case 'self':
      return sealedBy(raw, 'evil.example', `${trustedHost}; ${pass}`);
    case 'forwarder':
      return sealedBy(raw, forwarder, `mx.${forwarder}; ${pass}`);
    case 'forged':
      return (await sealedBy(raw, 'evil.example', `${trustedHost}; ${pass}`)).replaceAll(
        'd=evil.example',
        'd=trusted.example',
      );
  }
};

/** Our own mail server writes what it saw above whatever stands there. */
const withResults = (raw: string, { results, way }: SpoofCase, pass: string): string => {
  const host = results === 'trusted' ? trustedHost : 'mx.any.example';
  const forged = results === 'none' ? raw : `Authentication-Results: ${host};\r\n ${pass}\r\n${raw}`;
  return way === 'relayed'
    ? `Authentication-Results: ${trustedHost}; dkim=none; dmarc=fail\r\n${forged}`
    : forged;
};
