import { wordsIn } from '../i18n/t';
import { knownChannels } from '../state/known-channels';

const own = <Value>(words: Record<string, Value> = {}, code: string): Value | undefined =>
  Object.hasOwn(words, code) ? words[code] : undefined;

/** `{name}` stands for what a reason carries under that name; one that it does not carry stays as it is written. */
const filled = (sentence: string, values: Record<string, unknown>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(own(values, name) ?? whole));

/** What a code says in the words of the channel that announced it; undefined where none did. */
export const announcedReason = (code: string, values: Record<string, unknown> = {}): string | undefined => {
  const [said] = knownChannels().flatMap(({ reasons }) => own(reasons, code) ?? []);
  return said && filled(wordsIn(said), values);
};

/** A mark of a message as its channel says it, in short for a chip or in full. */
export const announcedMark = (code: string, as: 'short' | 'full'): string | undefined => {
  const [said] = knownChannels().flatMap(({ marks }) => own(marks, code) ?? []);
  return said && wordsIn(said[as]);
};
