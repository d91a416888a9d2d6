import { graphemesOf } from './graphemes.js';
import type { NamedLimits } from './limits-name.js';
import { readTypedAddress, typedAddress } from './typed-addresses.js';

/** Code points that count one; all others count two (twitter-text, configuration version 3). */
const light: readonly (readonly [number, number])[] = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
];
const emoji = /\p{Emoji_Presentation}|\uFE0F/u;

/** Counts as twitter-text does (configuration version 3): Latin letters and their neighbours one, others and emoji two, an address `perAddress`. */
export const countWeighted = (text: string, { perAddress }: NamedLimits): number => {
  const words = text.normalize('NFC');
  if (perAddress === undefined) return weightOfText(words);
  let used = 0;
  let at = 0;
  for (const found of words.matchAll(typedAddress)) {
    const address = readTypedAddress(found);
    if (!address) continue;
    const weight = weightOfText(address.text);
    // Where it is not known whether it is a link, the larger of both: nothing is refused there that passed here.
    used += weightOfText(words.slice(at, found.index));
    used += address.isLink ? perAddress : Math.max(perAddress, weight);
    at = found.index + address.text.length;
  }
  return used + weightOfText(words.slice(at));
};

const weightOfText = (text: string): number =>
  graphemesOf(text).reduce((sum, grapheme) => sum + weightOf(grapheme), 0);

/** A sequence of emoji counts as one of them; else every code point counts by itself. */
const weightOf = (grapheme: string): number =>
  emoji.test(grapheme)
    ? 2
    : Array.from(grapheme).reduce((sum, character) => sum + weightOfCodePoint(character.codePointAt(0)!), 0);

const weightOfCodePoint = (point: number): number =>
  light.some(([from, to]) => point >= from && point <= to) ? 1 : 2;
