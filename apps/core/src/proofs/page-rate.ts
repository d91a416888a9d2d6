const windowMs = 60_000;

/** How often one client may open one-time links: a guess has 256 bits to find, but each costs us a look. */
export class PageRate {
  #taken = new Map<string, number>();
  #since = 0;

  constructor(private readonly perMinute: number) {}

  /** True while this client may. Each process counts for itself, and forgets everybody after a minute. */
  take(client: string, nowMs: number): boolean {
    if (nowMs - this.#since >= windowMs) {
      this.#taken = new Map();
      this.#since = nowMs;
    }
    const taken = (this.#taken.get(client) ?? 0) + 1;
    this.#taken.set(client, taken);
    return taken <= this.perMinute;
  }
}
