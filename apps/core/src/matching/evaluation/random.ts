/** Numbers that a seed determines (mulberry32): the same seed always makes the same world. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  chance(rate: number): boolean {
    return this.next() < rate;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }

  /** The first items far more often than the last, as names are borne (Zipf, exponent about 0.8). */
  pickCommon<Item>(items: readonly Item[]): Item {
    return items[Math.min(items.length - 1, Math.floor(items.length * this.next() ** 2.2))]!;
  }
}
