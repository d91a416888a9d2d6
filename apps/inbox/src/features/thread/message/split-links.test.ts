import { splitLinks } from './split-links';

test.each([
  ['see https://a.example/x.', ['see ', 'https://a.example/x', '.']],
  ['(https://a.example/x)', ['(', 'https://a.example/x', ')']],
  ['https://en.example/wiki/Filo_(thread)', ['https://en.example/wiki/Filo_(thread)']],
  ['javascript:alert(1) and ftp://x', ['javascript:alert(1) and ftp://x']],
])('%s', (text, parts) => {
  expect(splitLinks(text).map((part) => part.text)).toEqual(parts);
});
