import { kill, parts, type Fault } from './faults.js';

export interface FaultsWanted {
  /** kill -9 of one part each, every part as often as the others. */
  kills: number;
  /** Which parts; default: all. */
  killed?: readonly string[];
  /** kill -9 of two parts in the same moment. */
  doubleKills?: number;
  faults?: readonly Fault[];
}

/** What is done, and in which order: nothing in it depends on how the run goes, so that a seed repeats it. Pure. */
export const planFaults = (
  { kills, killed = parts, doubleKills = 0, faults = [] }: FaultsWanted,
  random: () => number,
): Fault[] => {
  const rounds = Array.from({ length: Math.ceil(kills / killed.length) }, () => shuffled(killed, random));
  const singles = rounds.flat().slice(0, kills);
  const pairs = Array.from({ length: doubleKills }, () => shuffled(killed, random).slice(0, 2));
  const all = [...singles.map((part) => kill(part)), ...pairs.map((pair) => kill(...pair)), ...faults];
  return shuffled(all, random);
};

const shuffled = <T>(all: readonly T[], random: () => number): T[] =>
  all
    .map((one) => ({ one, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one);
