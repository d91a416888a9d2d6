import { graphemesOf } from './graphemes.js';
import type { TextMeasure } from './measure-text.js';
import { addressAtX, readAddressAtX } from './addresses-at-x.js';
import { addressLength } from './web-addresses.js';

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
  const words = text.normalize('NFC');
  let used = 0;
  let at = 0;
  for (const found of words.matchAll(addressAtX)) {
    const address = readAddressAtX(found);
    if (!address) continue;
    used += weightOfText(words.slice(at, found.index)) + weightOfAddress(address);
    at = found.index + address.text.length;
  }
  return [{ unit: 'characters', used: used + weightOfText(words.slice(at)), max }];
};

/** Where it is not known whether it is a link, the larger of both: nothing is refused there that passed here. */
const weightOfAddress = ({ text, isLink }: { text: string; isLink: boolean | undefined }): number =>
  isLink ? addressLength : Math.max(addressLength, weightOfText(text));

export const measureLongX = (text: string): TextMeasure[] => measureX(text, longWeightMax);

export const measureXMessage = (text: string): TextMeasure[] => [
  { unit: 'characters', used: Array.from(text).length, max: messageMax },
];

const weightOfText = (text: string): number =>
  graphemesOf(text).reduce((sum, grapheme) => sum + weightOf(grapheme), 0);

/** A sequence of emoji counts as one of them; else every code point counts by itself. */
const weightOf = (grapheme: string): number =>
  emoji.test(grapheme)
    ? 2
    : Array.from(grapheme).reduce((sum, character) => sum + weightOfCodePoint(character.codePointAt(0)!), 0);

const weightOfCodePoint = (point: number): number =>
  light.some(([from, to]) => point >= from && point <= to) ? 1 : 2;
