import { limitsFor, withWarning } from './limits-for.js';
import { measureText } from './measure-text.js';
import { isPostablePicture, pictureLimits } from './pictures.js';
import { splitText } from './split-text.js';

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

const told = { charactersMax: 1_000, perAddress: 30, picturesMax: 6, pictureBytesMax: 900, altMax: 50 };

it('an instance that says what it allows is counted by that', () => {
  const to = { channel: 'mastodon', audience: 'public', handle: 'ada@social.example' } as const;
  const limits = limitsFor({ ...to, limits: told });
  expect(measureText(limits, 'hello https://shop.example/help')).toMatchObject({ used: 41, max: 1_000 });
  expect(pictureLimits(limits)).toEqual({ picturesMax: 6, bytesMax: 900, altMax: 50 });
  expect(splitText(limits, 'word '.repeat(250))).toHaveLength(2);
});

it('a warning above the words counts with them, each character of an address in it, too', () => {
  const at = (warning: string) =>
    limitsFor({ channel: 'mastodon', audience: 'public', warning, handle: 'ada@social.example' });
  expect(measureText(at('glass'), 'hello')).toMatchObject({ used: 15, max: 500 });
  expect(measureText(at(`https://shop.example/${'a'.repeat(29)}`), 'hello')).toMatchObject({ used: 60 });
  expect(measureText(withWarning(at('glass'), ''), 'hello')).toMatchObject({ used: 10 });
  expect(withWarning('bluesky', 'glass')).toBe('bluesky');
});

it('a picture of a kind that its instance does not take cannot be posted', () => {
  const limits = limitsFor({
    ...{ channel: 'mastodon', audience: 'public' as const },
    limits: { pictureTypes: ['image/png', 'image/tiff'] },
  });
  const kinds = ['image/png', 'image/webp', 'image/tiff'];
  expect(kinds.map((kind) => isPostablePicture(kind, limits))).toEqual([true, false, false]);
  expect(kinds.map((kind) => isPostablePicture(kind, 'bluesky'))).toEqual([true, true, false]);
});
