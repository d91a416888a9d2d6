import { limitsFor } from './limits-for.js';
import { measureText } from './measure-text.js';

it.each([
  ['x', 'public', {}, 280],
  ['x', 'public', { longPosts: true }, 25_000],
  ['x', 'public', { longPosts: 'yes' }, 280],
  ['x', 'private', {}, 10_000],
  ['bluesky', 'public', { longPosts: true }, 300],
] as const)(
  'an answer at %s, %s, of an account with %j, may have %d characters',
  (channel, audience, settings, max) => {
    expect(measureText(limitsFor({ channel, audience, settings }), 'hello')).toMatchObject({ used: 5, max });
  },
);

it('mail has no limit', () => {
  expect(measureText(limitsFor({ channel: 'email', audience: 'private' }), 'hello')).toBeUndefined();
});

it('at Mastodon the name of whoever is answered has its room', () => {
  const to = (handle: string | null) => limitsFor({ channel: 'mastodon', audience: 'public', handle });
  expect(measureText(to('ada@social.example'), 'hello')).toMatchObject({ used: 10, max: 500 });
  expect(measureText(to(null), 'hello')).toMatchObject({ used: 5, max: 500 });
});
