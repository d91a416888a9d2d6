import { fileSize } from './format';

test.each([
  [1, '1 byte'],
  [873, '873 bytes'],
  [14_000, '14 kB'],
  [2_100_000, '2.1 MB'],
])('%d bytes are said as %s', (bytes, words) => {
  expect(fileSize(bytes)).toBe(words);
});
