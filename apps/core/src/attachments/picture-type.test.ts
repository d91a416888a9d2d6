import type { DrawnPicture } from '@filo/text-limits';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { peek } from './peek.js';
import { pictureSize } from './picture-size.js';
import { pictureType } from './picture-type.js';
import { shownPicture } from './shown-picture.js';

const bytes = (text: string) => Buffer.from(text, 'latin1');

it.each([
  ['a PNG', '\x89PNG\r\n\x1a\n....', 'image/png'],
  ['an AVIF', '\0\0\0\x1cftypavif....', 'image/avif'],
  ['several in an AVIF', '\0\0\0\x1cftypavis....', 'image/avif'],
  ['a film', '\0\0\0\x1cftypisom....', undefined],
  ['an SVG', '<svg xmlns="http://www.w3.org/2000/svg"/>', undefined],
  ['a page', '<!doctype html><script>alert(1)</script>', undefined],
  ['a bitmap', 'BM....', undefined],
  ['nothing', '', undefined],
])('knows %s by its first bytes', (_, start, mediaType) => {
  expect(pictureType(bytes(start))).toBe(mediaType);
});

it.each([[[]], [['ab']], [['a', 'b', 'c'.repeat(40), 'd']]])(
  'a stream that was looked into has all of its bytes: %j',
  async (parts) => {
    const { head, whole } = await peek(Readable.from(parts.map(bytes)), 16);
    const all = parts.join('');
    expect(head.toString('latin1')).toBe(all.slice(0, 16));
    expect((await buffer(whole)).toString('latin1')).toBe(all);
  },
);

it('whoever turns away from it in the middle leaves nothing open', async () => {
  const source = Readable.from([bytes('a'.repeat(20)), bytes('b')]);
  const { whole } = await peek(source, 16);
  const closed = new Promise((resolve) => source.once('close', resolve));
  whole.destroy();
  await closed;
  expect(source.destroyed).toBe(true);
});

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');
const png = (width: string, height: string) => hex(`89504e470d0a1a0a 0000000d 49484452 ${width} ${height}`);

/** The description of a picture, after the kind of its file and whatever stands between. */
const avif = (size: string, between = '') =>
  hex(`0000000c 66747970 61766966 ${between} 00000020 6d657461 00000000 00000014 69737065 00000000 ${size}`);
const gif = (screen: string, frame: string) =>
  hex(`474946383961 ${screen} 80 00 00 000000 ffffff 21f9 04 00000000 00 21fe 03 616263 00 2c ${frame}`);

it.each<[string, DrawnPicture, Buffer]>([
  ['PNG', 'image/png', png('00000140', '000000f0')],
  ['GIF', 'image/gif', gif('4001 f000', '0000 0000 4001 f000')],
  ['GIF whose first picture is larger', 'image/gif', gif('0100 f000', '4000 0000 0001 0100')],
  ['JPEG', 'image/jpeg', hex('ffd8 ffe0 0004 0000 ff ffc4 0003 00 ffc2 0011 08 00f0 0140 03')],
  ['WebP', 'image/webp', hex('52494646 00000000 57454250 56503820 00000000 000000 9d012a 4001 f000')],
  ['lossless WebP', 'image/webp', hex('52494646 00000000 57454250 5650384c 00000000 2f 3fc13b00')],
  ['extended WebP', 'image/webp', hex('52494646 00000000 57454250 56503858 0a000000 00000000 3f0100 ef0000')],
  ['AVIF', 'image/avif', avif('00000140 000000f0')],
])('reads how large a %s says to be, and nothing of one that ends before', (_, mediaType, head) => {
  expect(pictureSize(mediaType, head)).toEqual({ width: 320, height: 240 });
  expect(pictureSize(mediaType, head.subarray(0, 9))).toBeUndefined();
});

it('a picture of a few bytes that says to be larger than memory is a download, and a damaged one too', async () => {
  const shown = async (head: Buffer) => (await shownPicture(Readable.from([head]))).mediaType;
  expect(await shown(png('00001f80', '000017a0'))).toBe('image/png');
  expect(await shown(png('00007530', '00007530'))).toBeUndefined();
  expect(await shown(png('00000000', '00000001'))).toBeUndefined();
  expect(await shown(gif('0100 0100', '0000 0000 ffff ffff'))).toBeUndefined();
  // What is said of it outside of its description, which does not stand in what was read.
  const elsewhere = '0000001c 66726565 69737065 00000000 00000001 00000001 00000000';
  expect(await shown(avif('00000140 000000f0'))).toBe('image/avif');
  expect(await shown(avif('00007530 00007530', elsewhere).subarray(0, 52))).toBeUndefined();
  expect(await shown(avif('00000140 000000f0').subarray(0, 43))).toBeUndefined();
  expect(await shown(hex('ffd8 ffe0 0004 0000 00 00'))).toBeUndefined();
});
