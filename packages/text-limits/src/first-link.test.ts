import { firstLink } from './first-link.js';

it.each([
  ['see https://shop.example/help.', 'https://shop.example/help'],
  ['(see https://shop.example/help)', 'https://shop.example/help'],
  ['https://shop.example/a_(b)', 'https://shop.example/a_(b)'],
  ['“https://shop.example/?a=1&b=2” and http://other.example', 'https://shop.example/?a=1&b=2'],
  ['HTTPS://SHOP.example/A', 'HTTPS://SHOP.example/A'],
  ['shop.example/help', undefined],
  ['javascript:https', undefined],
  ['https://', undefined],
  ['nothing', undefined],
])('of %j it is %j', (text, link) => {
  expect(firstLink(text)).toBe(link);
});
