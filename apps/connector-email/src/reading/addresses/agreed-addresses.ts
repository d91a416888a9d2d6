import addressparser from 'nodemailer/lib/addressparser';
import { domainToASCII } from 'node:url';
import type { IdentityRef } from '@filo/contracts';
import { decodeText } from '../mime/charset.js';
import { decodeHeaderText } from '../mime/encoded-words.js';
import { type Mailbox, readAddressList } from './address-list.js';
import { wellFormed } from '../mime/well-formed.js';

export interface AgreedAddresses {
  identities: IdentityRef[];
  /** The two parsers saw different addresses: the header is ambiguous, perhaps on purpose. */
  disputed: boolean;
}

const headerMax = 128 * 1024;

/**
 * The identities of address headers. Two independent parsers read each header; an address counts only when both see it,
 * because a header that programs read differently can show one sender to the reader and another to the filter.
 */
export const agreedAddresses = (headers: readonly string[], fallbackCharset?: string): AgreedAddresses => {
  const identities = new Map<string, IdentityRef>();
  let disputed = false;
  for (const header of headers) {
    const text = readable(header.slice(0, headerMax));
    const ours = readAddressList(text).map((mailbox) => toIdentity(mailbox, fallbackCharset));
    const theirs = secondOpinion(text);
    const theirKeys = new Set(theirs);
    const ourKeys = new Set(ours.map(({ key }) => key));
    if (ours.length !== theirs.length || theirs.some((key) => !ourKeys.has(key))) disputed = true;
    for (const identity of ours) {
      if (theirKeys.has(identity.key) && !identities.has(identity.key))
        identities.set(identity.key, identity);
    }
  }
  return { identities: [...identities.values()], disputed };
};

/**
 * The permanent key of a mail address: lower case, the domain in its ASCII form. Nothing else is folded: plus tags, dots
 * and look-alike letters make different addresses. A server may tell `Ada@` from `ada@`, but RFC 5321 2.4 discourages it and
 * hardly one does; two threads for one human being would be the price of believing it.
 */
export const addressKey = (address: string): string => {
  const text = decodeText(Buffer.from(address, 'latin1')).normalize('NFC');
  const at = text.lastIndexOf('@');
  const domain = text.slice(at + 1).toLowerCase();

  const ascii = /^[\x00-\x7f]*$/.test(domain) ? domain : domainToASCII(domain) || domain;
  return wellFormed(`${text.slice(0, at + 1).toLowerCase()}${ascii}`);
};

const toIdentity = ({ name, address }: Mailbox, fallbackCharset?: string): IdentityRef => {
  const shown = wellFormed(decodeHeaderText(name, fallbackCharset))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^'(.*)'$/, '$1')
    .slice(0, 500);
  return { kind: 'mail', key: addressKey(address), ...(shown && shown !== address ? { name: shown } : {}) };
};

const secondOpinion = (text: string): string[] =>
  addressparser(text, { flatten: true })
    .map(({ address }) => address.trim())
    .filter((address) => address.includes('@'))
    .map(addressKey);

/** Some programs encode the whole header, addresses included: only then is it read decoded. */
const readable = (header: string): string =>
  header.includes('@') || !header.includes('=?')
    ? header
    : Buffer.from(decodeHeaderText(header), 'utf8').toString('latin1');
