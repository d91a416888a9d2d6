import type { TokenKind } from './token.js';

/**
 * How many identities may show a thing and still be compared for it; what more show says nothing of any two of them. A domain
 * alone brings nobody together: it is only counted.
 */
export const comparedUpTo: Readonly<Record<TokenKind, number>> = {
  face: 0,
  name: 6,
  domain: 0,
  'name-at-domain': 12,
  'initials-at-domain': 12,
  phone: 10,
  order: 10,
  handle: 10,
  'own-handle': 10,
  'same-handle': 6,
  address: 10,
  'own-address': 10,
  fact: 12,
};

/** The same of a phrase that somebody quotes: what is told to more is a text of ours. */
export const quotedUpTo = 2;
