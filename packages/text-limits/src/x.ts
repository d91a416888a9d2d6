import { graphemesOf } from './graphemes.js';
import type { TextMeasure } from './measure-text.js';
import { addressLength, withoutAddresses } from './web-addresses.js';

const weightMax = 280;
/** For whoever pays X for more. */
const longWeightMax = 25_000;
const messageMax = 10_000;
/** Code points that count one; all others count two (twitter-text, configuration version 3). */
const light: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
const emoji = /\p{Emoji_Presentation}|\uFE0F/u;

export const measureX = (text: string, max = weightMax): TextMeasure[] => {
  const { rest, count } = withoutAddresses(text.normalize('NFC'));
  const weight = graphemesOf(rest).reduce((sum, grapheme) => sum + weightOf(grapheme), 0);
  return [{ unit: 'characters', used: weight + count * addressLength, max }];
};

export const measureLongX = (text: string): TextMeasure[] => measureX(text, longWeightMax);

export const measureXMessage = (text: string): TextMeasure[] => [
  { unit: 'characters', used: Array.from(text).length, max: messageMax },
];

/** A sequence of emoji counts as one of them; else every code point counts by itself. */
const weightOf = (grapheme: string): number =>
  emoji.test(grapheme)
    ? 2
    : Array.from(grapheme).reduce((sum, character) => sum + weightOfCodePoint(character.codePointAt(0)!), 0);

const weightOfCodePoint = (point: number): number =>
  light.some(([from, to]) => point >= from && point <= to) ? 1 : 2;
