import { aMessage, aSend } from '@filo/testing';
import { readKept } from './read-kept.js';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

it.each([
  ['a mail', 'Subject: hello\r\n\r\nhello', false, 'raw'],
  ['JSON that somebody wrote to us', aSend(), false, 'raw'],
  ['a form message, which has no raw bytes', aMessage({ channel: 'webform' }), true, 'inbound'],
  ['a command to send', aSend(), true, 'send'],
  ['an event of another release', { ...aMessage(), type: 'smoke-signal' }, true, 'unreadable-event'],
  ['bytes that died without an id', '\u0000\u0001', true, 'unreadable-event'],
] as const)('knows %s', (_, kept, isEvent, what) => {
  expect(readKept(bytes(kept), { isEvent }).what).toBe(what);
});
