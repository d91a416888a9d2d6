import { readTags } from './read-tags.js';
import { valueOf, type SignedField } from './split-signed.js';

export type Canon = 'simple' | 'relaxed';

/** A DKIM signature that could prove an author. */
export interface Signature {
  field: SignedField;
  keyType: 'rsa' | 'ed25519';
  headerCanon: Canon;
  bodyCanon: Canon;
  /** Lower case, as are the names. */
  domain: string;
  selector: string;
  names: readonly string[];
  bodyHash: string;
  bytes: Buffer;
  expiresAt?: Date;
}

const host = /^[a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?$/i;

/**
 * Reads a `DKIM-Signature` field (RFC 6376, 3.5); undefined when it can prove nothing: of another version, by SHA-1
 * (RFC 8301), of a part of the body (`l=`: anybody may write on below it), or without the author among what it signs.
 */
export const readSignature = (field: SignedField): Signature | undefined => {
  const tags = readTags(valueOf(field));
  if (tags?.get('v') !== '1' || tags.has('l')) return undefined;
  const keyType = /^(rsa|ed25519)-sha256$/i.exec(tags.get('a') ?? '')?.[1]?.toLowerCase();
  const [headerCanon, bodyCanon = 'simple'] = (tags.get('c') ?? 'simple').toLowerCase().split('/');
  const names = (tags.get('h') ?? '').toLowerCase().split(':');
  const [domain = '', selector = ''] = [tags.get('d')?.toLowerCase(), tags.get('s')];
  const identity = tags.get('i')?.toLowerCase().split('@').at(-1) ?? domain;
  if (keyType !== 'rsa' && keyType !== 'ed25519') return undefined;
  if (!isCanon(headerCanon) || !isCanon(bodyCanon) || !names.includes('from')) return undefined;
  if (!host.test(domain) || !host.test(selector) || !`.${identity}`.endsWith(`.${domain}`)) return undefined;
  const expires = tags.get('x');
  if (expires !== undefined && !/^\d{1,12}$/.test(expires)) return undefined;
  return {
    field,
    keyType,
    headerCanon,
    bodyCanon,
    domain,
    selector,
    names,
    bodyHash: tags.get('bh') ?? '',
    bytes: Buffer.from(tags.get('b') ?? '', 'base64'),
    ...(expires === undefined ? {} : { expiresAt: new Date(Number(expires) * 1000) }),
  };
};

const isCanon = (text: string | undefined): text is Canon => text === 'simple' || text === 'relaxed';
