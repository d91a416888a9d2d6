import { aMessage, aSend } from '@filo/testing';
import { openKept } from './open-kept.js';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

it.each([
  ['a mail', 'Subject: hello\r\n\r\nhello', false, 'raw'],
  ['JSON that somebody wrote to us', aSend(), false, 'raw'],
  ['a form message, which has no raw bytes', aMessage({ channel: 'webform' }), true, 'inbound'],
  ['a command to send', aSend(), true, 'send'],
  ['an event of another release', { ...aMessage(), type: 'smoke-signal' }, true, 'unreadable-event'],
  ['bytes that died without an id', '\u0000\u0001', true, 'unreadable-event'],
] as const)('knows %s', async (_, kept, isEvent, what) => {
  const blobs = { get: () => Promise.resolve(bytes(kept)) };
  expect((await openKept(blobs, { sha256: '', bytes: bytes(kept).length, isEvent })).what).toBe(what);
});

it('reads no event that is larger than events are', async () => {
  const blobs = { get: () => Promise.reject(new Error('It was read.')) };
  expect(await openKept(blobs, { sha256: '', bytes: 17 * 1024 * 1024, isEvent: true })).toEqual({
    what: 'raw',
  });
});
