import { compareNames } from '../names/compare-names.js';
import { readName } from '../names/read-name.js';

/** A name under which an address wrote, with when it did first and last, in ms. */
export interface UsedName {
  name: string;
  firstAt: number;
  lastAt: number;
}

/**
 * Whether several people write from one address, by the names under which it wrote: two who took turns, or three and more.
 * One name after another is a marriage, a correction or a new owner, and says nothing.
 */
export const areSeveralPeople = (used: readonly UsedName[]): boolean => {
  const people: UsedName[][] = [];
  for (const one of [...used].sort((a, b) => a.firstAt - b.firstAt || (a.name < b.name ? -1 : 1))) {
    const same = people.find((person) => person.some(({ name }) => mayBeOne(name, one.name)));
    if (same) same.push(one);
    else if (isFullName(one.name)) people.push([one]);
  }
  return people.length > 2 || (people.length === 2 && tookTurns(people[0]!, people[1]!));
};

const isFullName = (name: string): boolean => readName(name)?.key !== undefined;

const mayBeOne = (one: string, other: string): boolean => {
  const [a, b] = [readName(one), readName(other)];
  if (!a || !b) return true;
  return !['family', 'different'].includes(compareNames(a, b));
};

const tookTurns = (one: readonly UsedName[], other: readonly UsedName[]): boolean => {
  const [from, to] = [
    Math.min(...one.map(({ firstAt }) => firstAt)),
    Math.max(...one.map(({ lastAt }) => lastAt)),
  ];
  return other.some(({ firstAt, lastAt }) => firstAt < to && lastAt > from);
};
