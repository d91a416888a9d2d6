import { sniffMediaType } from './sniff-media-type.js';

it.each([
  ['%PDF-1.7', 'text/html', 'application/pdf'],
  ['\x89PNG\r\n\x1a\n', '', 'image/png'],
  ['<html>', 'image/png', 'application/octet-stream'],
  ['hello', 'text/plain; charset=utf-8', 'text/plain'],
  ['hello', 'nonsense', 'application/octet-stream'],
  ['', 'text/csv', 'text/csv'],
])('%j declared as %j is %s', (head, declared, type) => {
  expect(sniffMediaType(Buffer.from(head, 'latin1'), declared)).toBe(type);
});
