import type { Messages } from '@lingui/core';
import type { PseudoLanguage } from './languages';
import { messages as later } from './locales/later/en.po';

/** Marks what came from a catalog, and shows where its end is cut off. */
export const wordMarks = { start: '\u27E6', end: '\u27E7' } as const;

const plain = 'AaCcDdEeGgHhIiLlNnOoRrSsTtUuYyZz';
const accented =
  '\u00C2\u00E2\u00C7\u00E7\u00D0\u00F0\u00C9\u00E9\u011C\u011D\u0124\u0125\u00CE\u00EE\u013B\u013C\u00D1\u00F1\u00D6\u00F6\u0154\u0155\u0160\u0161\u0162\u0163\u00DB\u00FB\u00DD\u00FD\u017D\u017E';
const accents = new Map([...plain].map((letter, index) => [letter, [...accented][index] ?? letter]));

/** Every vowel twice: two in five letters more, as German or Finnish have, with no more places to break a line at. */
const lengthen = (text: string): string =>
  text.replaceAll(/[a-z]/gi, (letter) =>
    (accents.get(letter) ?? letter).repeat(/[aeiou]/i.test(letter) ? 2 : 1),
  );

/** Words run the other way by an override, as those of a script do that is written so; what lies between them falls where the page runs to. */
const turn = (text: string): string => text.replaceAll(/[a-z][a-z'\u2019]*/gi, '\u202E$&\u202C');

const rightToLeftMark = '\u200F';
const looks: Record<PseudoLanguage, { change(text: string): string; around: readonly [string, string] }> = {
  'en-XA': { change: lengthen, around: [wordMarks.start, wordMarks.end] },
  'ar-XB': {
    change: turn,
    around: [rightToLeftMark + wordMarks.start, wordMarks.end + rightToLeftMark],
  },
};

type Change = (text: string) => string;

/** A compiled message is text and places; a place of a plural or a choice holds such messages again. */
function changed(part: unknown, change: Change): unknown {
  if (typeof part === 'string') return change(part);
  if (!Array.isArray(part) || typeof part[2] !== 'object') return part;
  const cases = Object.entries(part[2] as Record<string, unknown>).map(([name, words]) => [
    name,
    Array.isArray(words)
      ? words.map((one) => changed(one, change))
      : typeof words === 'string'
        ? change(words)
        : words,
  ]);
  return [part[0], part[1], Object.fromEntries(cases)];
}

/**
 * All words of the page, in English that nobody speaks: where one of them is missing, cut off or not from a catalog, it shows. The first
 * page hands its own words over: it waits for this file, which would wait for it.
 */
export function pseudoWords(language: PseudoLanguage, english: Messages): Messages {
  const { change, around } = looks[language];
  const [start, end] = around;
  return Object.fromEntries(
    Object.entries({ ...later, ...english }).map(([id, message]) => {
      const parts: unknown[] = Array.isArray(message) ? message : [message];
      return [id, [start, ...parts.map((part) => changed(part, change)), end]];
    }),
  ) as Messages;
}
