import { isTooFast, makePageToken, readPageToken } from './page-token.js';

const key = Buffer.alloc(32, 1);
const at = new Date('2026-11-22T10:00:00Z');

it('is read back, and tells a machine from a human by time alone', () => {
  const token = readPageToken(key, 'contact', makePageToken(key, 'contact', at))!;
  expect(token.renderedAt).toEqual(at);
  expect(isTooFast(token, new Date(at.getTime() + 1_500))).toBe(true);
  expect(isTooFast(token, new Date(at.getTime() + 2_500))).toBe(false);
});

it.each([
  ['of another form', makePageToken(key, 'orders', at)],
  ['of another key', makePageToken(Buffer.alloc(32, 2), 'contact', at)],
  ['made up', 'abc.def.ghi'],
  ['no text', 7],
])('is not believed when it is %s', (_, token) => {
  expect(readPageToken(key, 'contact', token)).toBeUndefined();
});
