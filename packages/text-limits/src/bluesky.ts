import { graphemesOf } from './graphemes.js';
import type { TextMeasure } from './measure-text.js';

/** `maxGraphemes` and `maxLength` of `text` in the lexicon `app.bsky.feed.post`. */
const graphemesMax = 300;
const bytesMax = 3_000;

export const measureBluesky = (text: string): TextMeasure[] => [
  { unit: 'characters', used: graphemesOf(text).length, max: graphemesMax },
  { unit: 'bytes', used: new TextEncoder().encode(text).length, max: bytesMax },
];
