import { readDomain } from './read-domain.js';

it.each([
  ['Example.ORG', 'example.org'],
  ['@shop.example.co.uk.', 'shop.example.co.uk'],
  ['bücher.example', 'xn--bcher-kva.example'],
])('reads %s as %s', (typed, domain) => {
  expect(readDomain(typed)).toBe(domain);
});

it.each([
  ['com', 'public-suffix'],
  ['co.uk', 'public-suffix'],
  ['github.io', 'public-suffix'],
  ['gmail.com', 'free-mail-host'],
  ['GMAIL.com', 'free-mail-host'],
  ['192.168.0.1', 'not-a-domain'],
  ['a b.org', 'not-a-domain'],
  ['ada@example.org', 'not-a-domain'],
  ['%', 'not-a-domain'],
])('refuses %s: %s', (typed, reason) => {
  expect(() => readDomain(typed)).toThrow(expect.objectContaining({ more: { reason } }));
});
