import type { BoardPage } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readVolume } from './read-volume.js';

type Volume = BoardPage['volume'];

/** A board is asked for again with each post that comes in, by everybody who looks at it; what is usual in a week does not change by one. */
const heldMs = 5_000;

/**
 * How much is said in public, counted once for all who see the same account groups, and again only when the last count is some seconds old: whatever
 * many ask meanwhile gets that. Each process of core holds its own, so that two of them count twice and may tell figures some seconds apart.
 */
@Injectable()
export class HoldVolume {
  readonly #held = new Map<string, { volume: Promise<Volume>; until: number }>();
  /** How long a count is good for. */
  heldMs = heldMs;

  constructor(private readonly dataSource: DataSource) {}

  /** Counts anew when it is asked next. */
  forget(): void {
    this.#held.clear();
  }

  of(accountGroupIds: readonly string[]): Promise<Volume> {
    const key = accountGroupIds.toSorted().join();
    const held = this.#held.get(key);
    if (held && performance.now() < held.until) return held.volume;
    for (const [other, { until }] of this.#held) if (until <= performance.now()) this.#held.delete(other);
    // Good from when it is known on: a count that takes long is not asked for twice at once.
    const volume = readVolume(this.dataSource, accountGroupIds);
    const counting = { volume, until: Infinity };
    this.#held.set(key, counting);
    volume.then(
      () => (counting.until = performance.now() + this.heldMs),
      () => this.#held.delete(key),
    );
    return volume;
  }
}
