import { linkAddress } from './link-address';

test.each([
  ['example.org', 'https://example.org'],
  [' https://example.org/a?b=1#c ', 'https://example.org/a?b=1#c'],
  ['http://localhost:4600/x', 'http://localhost:4600/x'],
  ['example.org:8080/x', 'https://example.org:8080/x'],
  ['ada@example.org', 'mailto:ada@example.org'],
  ['mailto:ada@example.org', 'mailto:ada@example.org'],
  ['javascript:alert(1)', undefined],
  ['data:text/html,x', undefined],
  ['two words', undefined],
  ['word', undefined],
  ['', undefined],
])('a link to %j leads to %s', (typed, address) => {
  expect(linkAddress(typed)).toBe(address);
});
