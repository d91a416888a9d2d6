import { mailKeyCases } from '@filo/testing';
import { mailKey } from './mail-key.js';

it.each<[string, string]>([
  ...mailKeyCases,
  ['Ada@Example.ORG', 'ada@example.org'],
  ['  ada@example.org ', 'ada@example.org'],
  ['ada+shop@example.org', 'ada+shop@example.org'],
  ['a.d.a@example.org', 'a.d.a@example.org'],
  ['ada@bücher.example', 'ada@xn--bcher-kva.example'],
  ['ÅSA@Example.org', 'åsa@example.org'],
  ['ada@localhost', 'ada@localhost'],
])('%s has the key %s', (typed, key) => {
  expect(mailKey(typed)).toBe(key);
});

it.each([
  'ada',
  '@example.org',
  'ada@',
  'ada@example',
  'ada..b@example.org',
  'a b@example.org',
  'ada@exa mple.org',
  'ada@example.org, bob@example.org',
  '<ada@example.org>',
  'ada@127.0.0.1',
  'ada@example.org\nbcc: x@y.zz',
  `${'a'.repeat(65)}@example.org`,
])('%s is no address', (typed) => {
  expect(mailKey(typed)).toBeUndefined();
});
