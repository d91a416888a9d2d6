import { type Around, readFrom } from './read-when';
import { tokensOf } from './tokens';

export interface FoundPromise {
  /** The sentence in which we say it. */
  text: string;
  at: number;
  /** How it was said when. */
  typed: string;
}

/** By these words we bind ourselves, in English and Italian. */
const binding =
  /\b(?:i|we)(?:['’]ll| will| shall|['’]m going to| am going to|['’]re going to)\b|\b(?:by|within|entro|al più tardi)\b|\p{L}+(?:rò|remo)\b|\bvi? faccio\b|\bti faccio\b|\ble faccio\b/iu;

const textMax = 300;

/**
 * What we tell somebody that we would do, and by when: the first sentence of a text in which we bind ourselves to a time that is still to come. An
 * offer for whoever wrote it, who says whether it is a promise.
 */
export function findPromise(text: string, around: Around): FoundPromise | undefined {
  for (const sentence of sentencesOf(text)) {
    if (!binding.test(sentence)) continue;
    const found = longestTime(sentence, around);
    if (found) return { text: sentence.slice(0, textMax), ...found };
  }
  return undefined;
}

/** A full stop between figures ends no sentence. */
const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?])\s+|\n+/u).flatMap((part) => part.trim() || []);

function longestTime(sentence: string, around: Around): { at: number; typed: string } | undefined {
  const tokens = tokensOf(sentence);
  const all = tokens
    .flatMap((_, start) => readFrom(tokens, start, around) ?? [])
    .filter(({ at }) => at > around.now);
  const best = all.toSorted((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from)[0];
  return best && { at: best.at, typed: sentence.slice(best.from, best.to) };
}
