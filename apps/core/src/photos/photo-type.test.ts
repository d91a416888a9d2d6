import { photoType } from './photo-type.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

it.each([
  ['a PNG', '\x89PNG\r\n\x1a\n....', 'image/png'],
  ['a JPEG', '\xff\xd8\xff\xe0..', 'image/jpeg'],
  ['a GIF', 'GIF89a..', 'image/gif'],
  ['a WebP', 'RIFF\x10\x0a\x00\x00WEBPVP8 ', 'image/webp'],
])('knows %s by its first bytes', (_, start, mediaType) => {
  expect(photoType(bytes(start))).toBe(mediaType);
});

it.each([
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ['an SVG with a declaration', '<?xml version="1.0"?><svg/>'],
  ['a page', '<!doctype html><script>alert(1)</script>'],
  ['a sound in the same box as a WebP', 'RIFF\x10\x00\x00\x00WAVEfmt '],
  ['a PNG spoiled by a change of line ends', '\x89PNG\n\x1a\n....'],
  ['nothing', ''],
])('takes %s for no photo', (_, start) => {
  expect(photoType(bytes(start))).toBeUndefined();
});
