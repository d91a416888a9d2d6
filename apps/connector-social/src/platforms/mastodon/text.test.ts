import { limitsFor } from '@filo/text-limits';
import descriptor from './descriptor.json' with { type: 'json' };

const answer = { audience: 'public', handle: 'ada@social.example', warning: 'glass' } as const;
const pictures = 'pictures=4 picture-bytes=8000000 alt=1500';

/** What instances allow as they come. */
it('an answer at Mastodon is counted with the name of whoever is answered and the warning above it', () => {
  const counted = `graphemes max=500 address=23 warning=5 ${pictures} mentions=short name=ada@social.example`;
  expect(limitsFor(descriptor.text, answer)).toBe(counted);
  expect(limitsFor(descriptor.text, { ...answer, audience: 'private' })).toBe(counted);
});

it('its instance may say otherwise', () => {
  const limits = { charactersMax: 1_000, perAddress: 40, pictureTypes: ['image/png'] };
  expect(limitsFor(descriptor.text, { ...answer, limits })).toBe(
    `graphemes max=1000 address=40 warning=5 ${pictures} mentions=short types=image/png name=ada@social.example`,
  );
});
