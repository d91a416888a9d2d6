import { limitsFor, withWarning } from './limits-for.js';
import { measureText } from './measure-text.js';
import { isPostablePicture, pictureLimits } from './pictures.js';
import { splitText } from './split-text.js';
import type { TextRules } from './text-rules.js';

const paid: TextRules = {
  public: { count: 'weighted', max: 280, maxBySetting: { longPosts: 25_000 } },
  private: { count: 'codePoints', max: 10_000 },
};
const pictures = { max: 4, bytesMax: 1_000, altMax: 100 };
const federated: TextRules = {
  public: {
    ...{ count: 'graphemes', max: 500, perAddress: 23, pictures },
    ...{ shortMentions: true, countsName: true, countsWarning: true },
  },
};

it.each([
  [paid, 'public', {}, 280],
  [paid, 'public', { longPosts: true }, 25_000],
  [paid, 'public', { longPosts: 'yes' }, 280],
  [paid, 'private', { longPosts: true }, 10_000],
  [federated, 'private', { longPosts: true }, 500],
] as const)('by %j an answer, %s, of an account with %j may have %d characters', (...given) => {
  const [rules, audience, settings, max] = given;
  expect(measureText(limitsFor(rules, { audience, settings }), 'hello')).toMatchObject({ used: 5, max });
});

it('what says nothing of its texts has no limit', () => {
  expect(measureText(limitsFor(undefined, { audience: 'private' }), 'hello')).toBeUndefined();
});

it('the line says all that there is to count by', () => {
  const handle = 'ada@social.example';
  expect(limitsFor(paid, { audience: 'public', handle, warning: 'glass' })).toBe('weighted max=280');
  expect(limitsFor(federated, { audience: 'public', handle, warning: 'glass' })).toBe(
    'graphemes max=500 address=23 warning=5 pictures=4 picture-bytes=1000 alt=100 mentions=short name=ada@social.example',
  );
});

it('the name of whoever is answered has its room where it counts', () => {
  const to = (handle: string | null) => limitsFor(federated, { audience: 'public', handle });
  expect(measureText(to('ada@social.example'), 'hello')).toMatchObject({ used: 10, max: 500 });
  expect(measureText(to(null), 'hello')).toMatchObject({ used: 5, max: 500 });
});

const told = { charactersMax: 1_000, perAddress: 30, picturesMax: 6, pictureBytesMax: 900, altMax: 50 };

it('a place that says what it allows is counted by that', () => {
  const limits = limitsFor(federated, { audience: 'public', handle: 'ada@social.example', limits: told });
  expect(measureText(limits, 'hello https://shop.example/help')).toMatchObject({ used: 41, max: 1_000 });
  expect(pictureLimits(limits)).toEqual({ picturesMax: 6, bytesMax: 900, altMax: 50 });
  expect(splitText(limits, 'word '.repeat(250))).toHaveLength(2);
});

it('what a place says of its posts does not hold for what is counted otherwise in private', () => {
  const limits = limitsFor(paid, { audience: 'private', limits: told });
  expect([limits, pictureLimits(limits)]).toEqual(['codePoints max=10000', undefined]);
});

it('a warning above the words counts with them where it counts, each character of an address in it, too', () => {
  const at = (warning: string) =>
    limitsFor(federated, { audience: 'public', warning, handle: 'ada@social.example' });
  expect(measureText(at('glass'), 'hello')).toMatchObject({ used: 15, max: 500 });
  expect(measureText(at(`https://shop.example/${'a'.repeat(29)}`), 'hello')).toMatchObject({ used: 60 });
  expect(measureText(withWarning(at('glass'), ''), 'hello')).toMatchObject({ used: 10 });
  expect(measureText(withWarning(at(''), 'glass'), 'hello')).toMatchObject({ used: 15 });
  expect(withWarning('graphemes max=300', 'glass')).toBe('graphemes max=300');
});

it('a picture of a kind that its place does not take cannot be posted', () => {
  const limits = limitsFor(federated, {
    audience: 'public',
    limits: { pictureTypes: ['image/png', 'image/tiff'] },
  });
  const kinds = ['image/png', 'image/webp', 'image/tiff'];
  expect(kinds.map((kind) => isPostablePicture(kind, limits))).toEqual([true, false, false]);
  const usual = limitsFor(federated, { audience: 'public' });
  expect(kinds.map((kind) => isPostablePicture(kind, usual))).toEqual([true, true, false]);
});
