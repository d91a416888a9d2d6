import { measureBluesky } from './bluesky.js';
import { limitsInName, type NamedLimits } from './limits-name.js';
import { measureAnswer } from './mastodon.js';
import { measureLongX, measureX, measureXMessage } from './x.js';

/** One way in which a network counts. */
export interface TextMeasure {
  unit: 'characters' | 'bytes';
  used: number;
  max: number;
}

const measures: Readonly<Record<string, (text: string, limits: NamedLimits) => TextMeasure[]>> = {
  bluesky: (text) => measureBluesky(text),
  mastodon: measureAnswer,
  x: (text) => measureX(text),
  'x-long': (text) => measureLongX(text),
  'x-message': (text) => measureXMessage(text),
};

/**
 * How much of what a channel allows a text uses up: the measure that is nearest to its limit, or furthest over it. Undefined
 * for a channel without limits, such as mail.
 */
export const measureText = (limits: string, text: string): TextMeasure | undefined => {
  return measuresOf(limits, text)?.toSorted((a, b) => b.used / b.max - a.used / a.max)[0];
};

/** All ways in which a channel counts a text. */
export const measuresOf = (limits: string, text: string): TextMeasure[] | undefined => {
  const named = limitsInName(limits);
  return measures[named.network]?.(text, named);
};
