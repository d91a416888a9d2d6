/** What a token is about; tokens of different kinds never meet. */
export type TokenKind =
  // All that an identity shows by itself: whoever has it has been read.
  | 'face'
  | 'name'
  | 'domain'
  | 'name-at-domain'
  | 'initials-at-domain'
  | 'phone'
  | 'order'
  | 'handle'
  | 'own-handle'
  | 'same-handle'
  | 'address'
  | 'own-address'
  | 'fact';

/**
 * A hash of 52 bits, which JavaScript and a `bigint` column both hold exactly. Two values meet by chance once in ten million tokens or
 * so; what is told to an agent is read from the messages again, so that a chance meeting says nothing.
 */
export const tokenOf = (kind: TokenKind, value: string): number => hash52(`${kind} ${value}`);

/** Two multiplicative hashes (FNV-1a with different seeds and primes), 32 and 20 bits of them. */
export const hash52 = (text: string): number => {
  let one = 0x811c9dc5;
  let two = 0x9e3779b9;
  for (let n = 0; n < text.length; n += 1) {
    const code = text.charCodeAt(n);
    one = Math.imul(one ^ code, 0x01000193);
    two = Math.imul(two ^ code, 0x85ebca6b);
  }
  one ^= one >>> 15;
  one = Math.imul(one, 0x2c1b3c6d);
  two ^= two >>> 13;
  return ((one ^ (one >>> 12)) >>> 0) * 0x100000 + ((two ^ (two >>> 16)) >>> 12);
};
