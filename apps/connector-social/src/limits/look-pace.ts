/** A look that takes longer than its period is followed by this part of the period, so that answers come in between. */
const leastRest = 0.1;

/**
 * Looks begin one period apart, however long each takes: what is said while one runs waits for no more than a period.
 * A pause counted from the end of a look would make that a period and a look.
 */
export class LookPace {
  #beganAt = performance.now();

  constructor(private readonly everyMs: number) {}

  begin(): void {
    this.#beganAt = performance.now();
  }

  /** Milliseconds until the next look is due. `factor`: how many periods apart looks begin just now. */
  restMs(factor = 1): number {
    const everyMs = this.everyMs * factor;
    return Math.max(everyMs * leastRest, everyMs - (performance.now() - this.#beganAt));
  }
}
