const epochMs = 1_288_834_974_657;

/** Ids as X makes them: the time in milliseconds, and a number within it. No two things happen in one millisecond here. */
export class Snowflakes {
  #last = 0n;

  next(at = Date.now()): string {
    const wanted = BigInt(at - epochMs) << 22n;
    return String(wanted);
  }

  /** Later than every one before. */
  newest(): string {
    const now = BigInt(Date.now() - epochMs);
    this.#last = now > this.#last ? now : this.#last + 1n;
    return String(this.#last << 22n);
  }
}

export const timeOf = (id: string): string => new Date(Number(BigInt(id) >> 22n) + epochMs).toISOString();

export const byId = (a: { id: string }, b: { id: string }): number => Number(BigInt(b.id) - BigInt(a.id));
