import { limitsFor } from '@filo/text-limits';
import descriptor from './descriptor.json' with { type: 'json' };

const pictures = 'pictures=4 picture-bytes=5000000 alt=1000';

/** twitter-text, configuration version 3; who pays for longer posts may not show more pictures. */
it.each([
  ['public', {}, `weighted max=280 address=23 ${pictures}`],
  ['public', { longPosts: true }, `weighted max=25000 address=23 ${pictures}`],
  ['private', { longPosts: true }, 'codePoints max=10000 pictures=1 picture-bytes=5000000 alt=1000'],
] as const)('an answer at X, %s, of an account with %j is counted by %s', (audience, settings, limits) => {
  expect(limitsFor(descriptor.text, { audience, settings, handle: 'ada' })).toBe(limits);
});
