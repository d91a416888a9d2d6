import { editDistance } from './edit-distance.js';
import { soundOf } from './nicknames.js';
import type { ReadName } from './read-name.js';

/**
 * How two names stand to each other. `one-word`: one of them is a single word, which says little either way; `family`: the
 * surname alone is the same.
 */
export type NameAgreement = 'same' | 'variant' | 'typo' | 'initial' | 'one-word' | 'family' | 'different';

type Likeness = 'same' | 'variant' | 'typo' | 'initial' | 'none';

/** Compares given name and surname apart, in either order, and answers the better of both. Pure, symmetric. */
export const compareNames = (one: ReadName, other: ReadName): NameAgreement => {
  const exact = one.words.join(' ') === other.words.join(' ');
  if (one.words.length === 1 || other.words.length === 1)
    return exact || shares(one, other) ? 'one-word' : 'different';
  if (exact) return 'same';
  const straight = together(likeness(one.given, other.given), likeness(one.surname, other.surname));
  const turned = together(likeness(one.given, other.surname), likeness(one.surname, other.given));
  return order.indexOf(straight) <= order.indexOf(turned) ? straight : turned;
};

const order: readonly NameAgreement[] = [
  'same',
  'variant',
  'typo',
  'initial',
  'one-word',
  'family',
  'different',
];

const shares = (one: ReadName, other: ReadName): boolean =>
  one.words.some((word) => other.words.some((its) => likeness(word, its) !== 'none'));

const together = (given: Likeness, surname: Likeness): NameAgreement => {
  if (surname === 'none' || surname === 'initial')
    return surname === 'initial' && given === 'same' ? 'initial' : 'different';
  if (given === 'none') return 'family';
  if (given === 'same' && surname === 'same') return 'same';
  if (given === 'initial') return 'initial';
  return given === 'typo' || surname === 'typo' ? 'typo' : 'variant';
};

const likeness = (one: string, other: string): Likeness => {
  if (one === other) return 'same';
  if (one.length === 1 || other.length === 1) return one[0] === other[0] ? 'initial' : 'none';
  if (soundOf(one) === soundOf(other)) return 'variant';
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (isOtherGender(short, long)) return 'none';
  const allowed = short.length >= 8 ? 2 : 1;
  if (short.length >= 4 && editDistance(short, long, allowed) <= allowed) return 'typo';
  return isShortened(short, long) ? 'variant' : 'none';
};

/** Mario and Maria, Daniel and Daniela, Paul and Pauline: one family, two people. */
const isOtherGender = (short: string, long: string): boolean =>
  (short.length === long.length &&
    short.slice(0, -1) === long.slice(0, -1) &&
    /[aeio]/.test(short.at(-1)!)) ||
  (long.startsWith(short) && /^(?:a|e|o|s|n|la|lla|le|lle|na|ne|ina|ine|ia)$/.test(long.slice(short.length)));

/** "Kon" for "Konstantin", "Kathi" for "Katharina": shortenings that no list need know. */
const isShortened = (short: string, long: string): boolean => {
  if (short.length < 3 || short.length > 6) return false;
  if (long.startsWith(short)) return long.length >= short.length + 2;
  const stem = short.replace(/(?:[iye]|ie)$/, '');
  return (
    stem.length >= 3 &&
    stem !== short &&
    long.startsWith(stem.replace(/(.)\1$/, '$1')) &&
    long.length >= stem.length + 2
  );
};
