/** How many may be in work at once: of one lane, and of all. */
export interface LaneLimits {
  perLane: number;
  atOnce: number;
}

/**
 * What waits to be begun, by lanes that do not hold each other up: a lane of which nothing is in work may always begin one, however many
 * others are. Within a lane the first comes first; between lanes they take turns.
 */
export class Lanes<Item> {
  readonly #waiting = new Map<string, Item[]>();
  readonly #inWork = new Map<string, number>();
  #allInWork = 0;

  constructor(private readonly limits: LaneLimits) {}

  add(lane: string, item: Item): void {
    const line = this.#waiting.get(lane);
    if (line === undefined) this.#waiting.set(lane, [item]);
    else line.push(item);
  }

  /** The next that may begin now; whoever takes it says when it has `ended`. */
  next(): Item | undefined {
    for (const [lane, line] of this.#waiting) {
      if (!this.#mayBegin(lane)) continue;
      const item = line.shift();
      // To the end of those that wait: it is the turn of the others.
      this.#waiting.delete(lane);
      if (line.length > 0) this.#waiting.set(lane, line);
      this.#count(lane, 1);
      return item;
    }
    return undefined;
  }

  ended(lane: string): void {
    this.#count(lane, -1);
  }

  /** Takes out all that was not begun. */
  giveBack(): Item[] {
    const items = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    return items;
  }

  #mayBegin(lane: string): boolean {
    const inWork = this.#inWork.get(lane) ?? 0;
    return inWork === 0 || (inWork < this.limits.perLane && this.#allInWork < this.limits.atOnce);
  }

  #count(lane: string, more: number): void {
    this.#allInWork += more;
    const inWork = (this.#inWork.get(lane) ?? 0) + more;
    if (inWork === 0) this.#inWork.delete(lane);
    else this.#inWork.set(lane, inWork);
  }
}
