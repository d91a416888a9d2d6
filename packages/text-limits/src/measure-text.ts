import { measureBluesky } from './bluesky.js';
import { measureMastodon } from './mastodon.js';
import { measureLongX, measureX, measureXMessage } from './x.js';

/** One way in which a network counts. */
export interface TextMeasure {
  unit: 'characters' | 'bytes';
  used: number;
  max: number;
}

const measures: Readonly<Record<string, (text: string) => TextMeasure[]>> = {
  bluesky: measureBluesky,
  mastodon: measureMastodon,
  x: measureX,
  'x-long': measureLongX,
  'x-message': measureXMessage,
};

/**
 * How much of what a channel allows a text uses up: the measure that is nearest to its limit, or furthest over it. Undefined
 * for a channel without limits, such as mail.
 */
export const measureText = (channel: string, text: string): TextMeasure | undefined =>
  measures[channel]?.(text).toSorted((a, b) => b.used / b.max - a.used / a.max)[0];
