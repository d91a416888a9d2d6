import { createPublicKey, type KeyObject } from 'node:crypto';
import type { DnsQuestion } from '../ask-dns.js';
import { readTags } from './read-tags.js';

const rsaBitsMin = 1024;
const keptMax = 1_000;

/** Public keys of signing domains. A key is made once of its record: that costs more than all verifying with it. */
export class SigningKeys {
  readonly #kept = new Map<string, KeyObject | undefined>();

  constructor(private readonly dns: DnsQuestion) {}

  /** Undefined when there is none that may be used. Rejects when DNS does not answer. */
  async find(selector: string, domain: string): Promise<KeyObject | undefined> {
    const record = await this.#record(`${selector}._domainkey.${domain}`);
    if (record === undefined) return undefined;
    if (this.#kept.has(record)) return this.#kept.get(record);
    const key = readSigningKey(record);
    if (this.#kept.size >= keptMax) this.#kept.delete(this.#kept.keys().next().value!);
    this.#kept.set(record, key);
    return key;
  }

  async #record(name: string): Promise<string | undefined> {
    try {
      const [first] = await this.dns(name, 'TXT');
      return first === undefined ? undefined : [first].flat().join('');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOTFOUND' || code === 'ENODATA') return undefined;
      throw error;
    }
  }
}

/** The key of a record (RFC 6376, 3.6.1; RFC 8463); undefined when it is revoked, weak, of another use, or none at all. */
export const readSigningKey = (record: string): KeyObject | undefined => {
  const tags = readTags(record);
  const text = tags?.get('p') ?? '';
  if (tags === undefined || !/^[a-z0-9+/]+={0,2}$/i.test(text)) return undefined;
  if ((tags.get('v') ?? 'DKIM1').toUpperCase() !== 'DKIM1') return undefined;
  if (!allows(tags.get('h'), 'sha256') || !allows(tags.get('s'), 'email')) return undefined;
  const type = (tags.get('k') ?? 'rsa').toLowerCase();
  const key = publicKey(Buffer.from(text, 'base64'), type);
  if (key?.asymmetricKeyType !== type) return undefined;
  const bits = key.asymmetricKeyDetails?.modulusLength;
  return type === 'rsa' && (bits === undefined || bits < rsaBitsMin) ? undefined : key;
};

const allows = (list: string | undefined, what: string): boolean =>
  list === undefined ||
  list === '*' ||
  list.toLowerCase().split(':').includes(what) ||
  list.split(':').includes('*');

/** An Ed25519 key stands there bare, an RSA key in the form of X.509. */
const publicKey = (bytes: Buffer, type: string): KeyObject | undefined => {
  try {
    if (type === 'ed25519') {
      const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') };
      return createPublicKey({ key: jwk, format: 'jwk' });
    }
    return createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  } catch {
    return undefined;
  }
};
