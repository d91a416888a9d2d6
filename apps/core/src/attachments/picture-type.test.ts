import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { peek } from './peek.js';
import { pictureType } from './picture-type.js';

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
    const { head, whole } = await peek(Readable.from(parts.map(bytes)));
    const all = parts.join('');
    expect(head.toString('latin1')).toBe(all.slice(0, 16));
    expect((await buffer(whole)).toString('latin1')).toBe(all);
  },
);

it('whoever turns away from it in the middle leaves nothing open', async () => {
  const source = Readable.from([bytes('a'.repeat(20)), bytes('b')]);
  const { whole } = await peek(source);
  const closed = new Promise((resolve) => source.once('close', resolve));
  whole.destroy();
  await closed;
  expect(source.destroyed).toBe(true);
});
