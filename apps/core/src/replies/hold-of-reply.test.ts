import { mayBeHeld } from './hold-of-reply.js';

it.each([
  ['a mail', 'private', 'mail', true],
  ['a public answer', 'public', 'bluesky', true],
  ['a direct message', 'private', 'x', false],
] as const)('%s can be held: %s %s, %s', (_, audience, kind, held) => {
  expect(mayBeHeld({ audience, replyIdentity: { kind } } as Parameters<typeof mayBeHeld>[0])).toBe(held);
});
