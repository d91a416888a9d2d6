import { eachGrapheme } from './graphemes.js';
import { limitsInName, nameOfLimits } from './limits-name.js';
import { measuresOf } from './measure-text.js';
import { readTypedAddress, typedAddress } from './typed-addresses.js';

/** What a network counts as one thing, so that its beginning alone would count otherwise: an address of the web, and `@name@server`. */
const whole = /https?:\/\/[^\s<>"]+|@[\p{L}\p{N}_.-]+@[\p{L}\p{N}.-]*[\p{L}\p{N}]/giu;

/**
 * Where what is too much of a text begins: how long, in UTF-16 units, its longest beginning is that is taken, whatever stands beside the words,
 * such as a name or a warning. Graphemes, addresses and mentions are never cut. Undefined where all of it fits.
 */
export const fittingLength = (limits: string, text: string): number | undefined => {
  const all = measuresOf(limits, text);
  if (all === undefined || all.every(({ used, max }) => used <= max)) return undefined;
  const bare = nameOfLimits({ ...limitsInName(limits), name: undefined, warning: undefined });
  const words = bare === limits ? all : measuresOf(bare, text)!;
  const left = all.map(({ used, max }, n) => max - (used - words[n]!.used));
  const weightOf = remembered((part) => measuresOf(bare, part)!.map(({ used }) => used));
  let at = 0;
  for (const part of partsOf(text, limitsInName(limits).count)) {
    for (const [n, weight] of weightOf(part).entries()) left[n]! -= weight;
    if (left.some((rest) => rest < 0)) return at;
    at += part.length;
  }
  return at;
};

/** What is counted apart from what stands beside it. */
function* partsOf(text: string, count: string): Generator<string> {
  let at = 0;
  for (const { found, index } of count === 'weighted' ? wholeTyped(text) : wholeIn(text)) {
    yield* eachGrapheme(text.slice(at, index));
    yield found;
    at = index + found.length;
  }
  yield* eachGrapheme(text.slice(at));
}

const wholeIn = (text: string) => [...text.matchAll(whole)].map(({ 0: found, index }) => ({ found, index }));

const wholeTyped = (text: string) =>
  [...text.matchAll(typedAddress)].flatMap((match) => {
    const address = readTypedAddress(match);
    return address ? [{ found: address.text, index: match.index }] : [];
  });

/** A text has few characters that differ. */
const remembered = (weigh: (part: string) => number[]) => {
  const known = new Map<string, number[]>();
  return (part: string): number[] => {
    const weight = known.get(part) ?? weigh(part);
    known.set(part, weight);
    return weight;
  };
};
