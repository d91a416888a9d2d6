/**
 * Mail addresses with the key that every part of the product must give them, or one human being becomes two: connectors read
 * and take addresses, agents type them. Each part tests itself against this table.
 */
export const mailKeyCases: readonly [address: string, key: string][] = [
  ['Ada@Example.ORG', 'ada@example.org'],
  // Nothing is stripped, folded or taken for something that looks alike.
  ['ada+shop@example.org', 'ada+shop@example.org'],
  ['a.d.a@example.org', 'a.d.a@example.org'],
  ['\u0430da@example.org', '\u0430da@example.org'],
  // Domains by their A-labels, whichever way they are written.
  ['ada@Bücher.example', 'ada@xn--bcher-kva.example'],
  ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
  ['ада@пример.рф', 'ада@xn--e1afmkfd.xn--p1ai'],
  // One letter, written with one sign or with two (RFC 6532 3.1: NFC).
  ['ju\u0308rgen@example.org', 'j\u00fcrgen@example.org'],
  ["o'hara@example.org", "o'hara@example.org"],
];
