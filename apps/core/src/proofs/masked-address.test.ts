import { maskedAddress } from './masked-address.js';

it.each([
  ['mary.smith@example.org', 'm…@e….org'],
  ['a@b.co.uk', 'a…@b….uk'],
  ['root@localhost', 'r…@l…'],
  ['ωmega@xn--example.gr', 'ω…@x….gr'],
  ['did:plc:1234', 'd…'],
  ['', '…'],
])('shows of %s no more than %s', (key, masked) => expect(maskedAddress(key)).toBe(masked));
