import { suggestedFrom } from '../weigh-evidence.js';
import type { FoundPair } from './matcher-in-memory.js';
import type { World } from './world.js';

export interface Evaluation {
  humans: number;
  identities: number;
  /** Links that bring all identities of every human being together: one less than its identities. */
  joins: number;
  suggested: number;
  right: number;
  /** Of the joins those that an agent makes who takes every right suggestion. */
  recall: number;
  precision: number;
  calibration: { from: number; to: number; pairs: number; said: number; right: number }[];
  /** Some suggested that are wrong, and some that are missing, for reading. */
  wrong: string[];
  missing: string[];
}

const bounds = [0, 0.05, 0.2, 0.4, 0.6, 0.75, 0.9, 0.98, 1];
const shownMax = 200;

/** Holds what was found against the labels. A shared mailbox is nobody's: a suggestion with it is wrong. */
export const evaluate = (world: World, found: readonly FoundPair[]): Evaluation => {
  const truth = truePairs(world);
  const isRight = ({ pair }: FoundPair) => truth.has(pair.join(' '));
  const suggested = found.filter(({ confidence }) => confidence >= suggestedFrom);
  const right = suggested.filter(isRight);
  const joined = joinAll(
    world,
    right.map(({ pair }) => pair),
  );
  const made = right.length === 0 ? 0 : world.identities.length - joined.groups;
  const missing = [...truth].filter((pair) => {
    const [one, other] = pair.split(' ').map(Number) as [number, number];
    return joined.of(one) !== joined.of(other);
  });
  const needed = world.identities.filter(({ human }) => human !== undefined).length - world.humans;
  const judged = new Map(found.map((one) => [one.pair.join(' '), one]));
  return {
    humans: world.humans,
    identities: world.identities.length,
    joins: needed,
    suggested: suggested.length,
    right: right.length,
    recall: made / Math.max(1, needed),
    precision: right.length / Math.max(1, suggested.length),
    calibration: calibrate(found, isRight),
    wrong: suggested
      .filter((one) => !isRight(one))
      .slice(0, shownMax)
      .map((one) => describe(world, one)),
    missing: [...missing]
      .slice(0, shownMax)
      .map((pair) => describe(world, judged.get(pair) ?? notFound(pair))),
  };
};

const notFound = (pair: string): FoundPair => ({
  pair: pair.split(' ').map(Number) as unknown as FoundPair['pair'],
  confidence: 0,
  reasons: ['never compared'],
});

/** Groups of identities that pairs bring together. */
const joinAll = ({ identities }: World, pairs: readonly FoundPair['pair'][]) => {
  const parent = identities.map((_, index) => index);
  const of = (index: number): number => (parent[index] === index ? index : of(parent[index]!));
  for (const [one, other] of pairs) parent[of(one)] = of(other);
  return { of, groups: parent.filter((root, index) => root === index).length };
};

const truePairs = ({ identities }: World): Set<string> => {
  const byHuman = new Map<number, number[]>();
  identities.forEach(({ human }, index) => {
    if (human !== undefined) byHuman.set(human, [...(byHuman.get(human) ?? []), index]);
  });
  const pairs = new Set<string>();
  for (const own of byHuman.values())
    own.forEach((one, n) => own.slice(n + 1).forEach((other) => pairs.add(`${one} ${other}`)));
  return pairs;
};

/** Among the pairs that were said to be one with such a confidence: how many are. */
const calibrate = (
  found: readonly FoundPair[],
  isRight: (one: FoundPair) => boolean,
): Evaluation['calibration'] =>
  bounds.slice(0, -1).map((from, n) => {
    const to = bounds[n + 1]!;
    const within = found.filter(({ confidence }) => confidence >= from && confidence < to);
    const said = within.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, within.length);
    return {
      from,
      to,
      pairs: within.length,
      said,
      right: within.filter(isRight).length / Math.max(1, within.length),
    };
  });

const describe = ({ identities }: World, { pair, confidence, reasons }: FoundPair): string => {
  const [a, b] = pair.map((index) => identities[index]!);
  const who = ({ key, name, handle }: NonNullable<typeof a>) => `${name ?? '-'} <${handle ?? key}>`;
  return `${confidence.toFixed(2)} ${who(a!)} | ${who(b!)}: ${reasons.join(', ')}`;
};
