import { createHash, verify, type KeyObject } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';
import { bodyHash } from './body-hash.js';
import { readSignature, type Canon, type Signature } from './read-signature.js';
import { signedHeaders } from './signed-headers.js';
import type { SigningKeys } from './signing-keys.js';
import type { SignedMail } from './split-signed.js';

/** Nobody may make us verify without end. */
const signaturesMax = 10;

export interface Proof {
  /** Signs the whole mail in the author's name: a domain of the same organization (RFC 7489, 3.1.1). */
  domain?: string;
  /** DNS could not be asked for a key that might have proved it. */
  unanswered: boolean;
}

/** Looks for a signature (RFC 6376) that proves the author's domain. Others prove nothing to us and are not looked at. */
export const findProof = async (
  mail: SignedMail,
  authorDomain: string,
  { keys, now = new Date() }: { keys: SigningKeys; now?: Date },
): Promise<Proof> => {
  const hashes = new Map<Canon, string>();
  const hashOf = (canon: Canon): string => {
    if (!hashes.has(canon)) hashes.set(canon, bodyHash(mail.body, canon));
    return hashes.get(canon)!;
  };
  let unanswered = false;
  for (const signature of candidates(mail, authorDomain)) {
    if (signature.expiresAt !== undefined && signature.expiresAt < now) continue;
    if (hashOf(signature.bodyCanon) !== signature.bodyHash) continue;
    let key: KeyObject | undefined;
    try {
      key = await keys.find(signature.selector, signature.domain);
    } catch {
      unanswered = true;
    }
    if (key !== undefined && isSigned(mail, signature, key)) return { domain: signature.domain, unanswered };
  }
  return { unanswered };
};

const candidates = ({ fields }: SignedMail, authorDomain: string): Signature[] =>
  fields
    .filter(({ name }) => name === 'dkim-signature')
    .slice(0, signaturesMax)
    .flatMap((field) => readSignature(field) ?? [])
    .filter(({ domain }) => organization(domain) === organization(authorDomain));

/** Hosters whose customers have names below theirs count as many organizations. */
const organization = (domain: string): string => {
  const ascii = domainToASCII(domain) || domain;
  return (getDomain(ascii, { allowPrivateDomains: true }) ?? ascii).toLowerCase();
};

const isSigned = (mail: SignedMail, signature: Signature, key: KeyObject): boolean => {
  if (key.asymmetricKeyType !== signature.keyType) return false;
  const text = Buffer.from(signedHeaders(mail, signature), 'latin1');
  return signature.keyType === 'rsa'
    ? verify('RSA-SHA256', text, key, signature.bytes)
    : verify(null, createHash('sha256').update(text).digest(), key, signature.bytes);
};
