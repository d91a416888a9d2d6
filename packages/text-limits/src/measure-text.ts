import { countGraphemes } from './count-graphemes.js';
import { limitsInName, type NamedLimits } from './limits-name.js';
import { withName } from './with-name.js';
import { countWeighted } from './weighted.js';

/** One way in which a network counts. */
export interface TextMeasure {
  unit: 'characters' | 'bytes';
  used: number;
  max: number;
}

/** By `count` of a platform's descriptor. */
const rules: ReadonlyMap<string, (words: string, limits: NamedLimits) => number> = new Map([
  ['weighted', countWeighted],
  ['graphemes', countGraphemes],
  ['codePoints', (words: string) => Array.from(words).length],
]);

/**
 * How much of what these limits (see `limitsFor`) allow a text uses up: the measure that is nearest to its limit, or furthest over it. Undefined
 * where nothing is counted, such as in mail.
 */
export const measureText = (limits: string, text: string): TextMeasure | undefined => {
  return measuresOf(limits, text)?.toSorted((a, b) => b.used / b.max - a.used / a.max)[0];
};

/** All ways in which a text is counted, with the name of whoever is answered before it and the warning above it where these count. */
export const measuresOf = (line: string, text: string): TextMeasure[] | undefined => {
  const limits = limitsInName(line);
  const { count, max, bytesMax, name, warning = 0 } = limits;
  const rule = rules.get(count);
  if (rule === undefined || max === undefined) return undefined;
  const words = withName(text, name);
  const bytes: TextMeasure[] =
    bytesMax === undefined
      ? []
      : [{ unit: 'bytes', used: new TextEncoder().encode(words).length, max: bytesMax }];
  return [{ unit: 'characters', used: rule(words, limits) + warning, max }, ...bytes];
};
