import { limitsFor } from '@filo/text-limits';
import descriptor from './descriptor.json' with { type: 'json' };

/**
 * `maxGraphemes` and `maxLength` of `text` in the lexicon `app.bsky.feed.post`; `images`, `image` and, by its own program, `alt` of `app.bsky.embed.images`.
 */
it('an answer at Bluesky is counted in graphemes and in bytes', () => {
  expect(limitsFor(descriptor.text, { audience: 'public', handle: 'ada.example' })).toBe(
    'graphemes max=300 bytes=3000 pictures=4 picture-bytes=1000000 alt=2000',
  );
});
