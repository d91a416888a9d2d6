import type { Canon, Signature } from './read-signature.js';
import type { SignedField, SignedMail } from './split-signed.js';

/**
 * The header fields as they were signed (RFC 6376, 3.4 and 3.7): of several of one name the lowest first, then the signature's
 * own field without its value.
 */
export const signedHeaders = ({ fields }: SignedMail, signature: Signature): string => {
  const unused = new Map<string, SignedField[]>();
  for (const field of fields) {
    const same = unused.get(field.name);
    if (same) same.push(field);
    else unused.set(field.name, [field]);
  }
  const own = signature.field.raw.replace(ownValue, '$1');
  return (
    signature.names
      .flatMap((name) => unused.get(name)?.pop() ?? [])
      .map(({ raw }) => `${canonical(raw, signature.headerCanon)}\r\n`)
      .join('') + canonical(own, signature.headerCanon)
  );
};

/** The tag `b`, at the beginning of the field or behind another tag. */
const ownValue = /((?:^[^:]*:|;)[ \t\r\n]*b[ \t\r\n]*=)[^;]*/;

const canonical = (raw: string, canon: Canon): string => {
  if (canon === 'simple') return raw;
  const colon = raw.indexOf(':');
  const value = raw
    .slice(colon + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ');
  return `${raw.slice(0, colon).trim().toLowerCase()}:${value.trim()}`;
};
