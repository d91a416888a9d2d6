import type { NetworkName } from './networks.js';

/** One thing that a customer says, with everything needed to recognise it again. */
export interface Item {
  id: string;
  door: 'mail' | 'form' | 'mailbox' | NetworkName;
  /** Whose customer it is: at a network the number stands for an account there. */
  person: number;
  address: string;
  name: string;
  subject: string;
  /** Exactly what must be readable; holds the id. */
  text: string;
}

/** Small seeded generator (mulberry32): the same seed gives the same items and the same faults. */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const words = [
  'parcel',
  'refund',
  'naïve',
  'Zürich',
  '発送',
  'заказ',
  'late',
  'twice',
  'é',
  '🙂',
  'key',
  'broken',
];

/** `count` items of `persons` people, each of whom uses all doors with one address, and has an account at each network. */
export const generate = (options: {
  seed: number;
  count: number;
  persons: number;
  doors?: readonly Item['door'][];
}): Item[] => {
  const random = seeded(options.seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return Array.from({ length: options.count }, (_, index) => {
    const person = Math.floor(random() * options.persons);
    const id = `item-${options.seed}-${index}`;
    const sentence = Array.from({ length: 3 + Math.floor(random() * 12) }, () => pick(words)).join(' ');
    return {
      id,
      door: pick(options.doors ?? (['mail', 'mail', 'form'] as const)),
      person,
      address: `person${person}@customers-${options.seed}.example`,
      name: `Person ${person}`,
      subject: `Matter ${Math.floor(random() * 3)} of person ${person}`,
      text: `[${id}] ${sentence}`,
    };
  });
};
