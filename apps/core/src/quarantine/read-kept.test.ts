import { aMessage, aSend } from '@filo/testing';
import { readKept } from './read-kept.js';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));

it.each([
  ['a mail', 'Subject: hello\r\n\r\nhello', 'x', 'raw'],
  ['JSON that somebody wrote to us', { v: 'one', text: 'hello' }, 'x', 'raw'],
  ['a form message, which has no raw bytes', aMessage({ channel: 'webform' }), 'x', 'inbound'],
  ['a command to send', aSend(), 'dead-1', 'send'],
  ['an event of another release', { ...aMessage(), type: 'smoke-signal' }, 'x', 'unreadable-event'],
  ['bytes that died without an id', '\u0000\u0001', 'dead-1', 'unreadable-event'],
] as const)('knows %s', (_, kept, externalId, what) => {
  expect(readKept(bytes(kept), { externalId }).what).toBe(what);
});
