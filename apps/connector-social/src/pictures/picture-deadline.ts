export interface Patience {
  /** Without any store having answered. */
  quietMs: number;
  /** However many come: a store that answers one by one holds words up no longer than this. */
  allMs: number;
}

export const patienceMs: Patience = { quietMs: 10_000, allMs: 30_000 };

/** How long the words of a page wait for its pictures, all together. The time runs while at least one is waited for. */
export class PictureDeadline {
  #waitedFor = 0;
  #over = new AbortController();
  #isOver = Promise.resolve();
  #timers: NodeJS.Timeout[] = [];

  constructor(private readonly patience: Patience) {}

  /** Undefined: it failed, or did not come in time; `work` hears of that and goes on for nobody. */
  async within<Value>(work: (over: AbortSignal) => Promise<Value>): Promise<Value | undefined> {
    if (this.#waitedFor++ === 0) this.#begin();
    try {
      const { signal } = this.#over;
      const got = await Promise.race([
        work(signal).catch(() => undefined),
        this.#isOver.then(() => undefined),
      ]);
      this.#timers[0]?.refresh();
      return got;
    } finally {
      if (--this.#waitedFor === 0) for (const timer of this.#timers) clearTimeout(timer);
    }
  }

  #begin(): void {
    const over = (this.#over = new AbortController());
    this.#isOver = new Promise((resolve) => over.signal.addEventListener('abort', () => resolve()));
    const { quietMs, allMs } = this.patience;
    this.#timers = [quietMs, allMs].map((ms) => setTimeout(() => over.abort(), ms));
  }
}
