const minuteMs = 60_000;
/** Of so many clients it knows; then it forgets all, as when its time is up. */
const clientsMax = 50_000;

/** How often one client may open one-time links: a guess has 256 bits to find, but each costs us a look. */
export class PageRate {
  #taken = new Map<string, number>();
  #since = 0;

  constructor(
    private readonly max: number,
    private readonly windowMs = minuteMs,
  ) {}

  /** True while this client may. Each process counts for itself, and forgets everybody after a minute, or whatever its time is. */
  take(client: string, nowMs: number): boolean {
    if (nowMs - this.#since >= this.windowMs || this.#taken.size >= clientsMax) {
      this.#taken = new Map();
      this.#since = nowMs;
    }
    const taken = (this.#taken.get(client) ?? 0) + 1;
    this.#taken.set(client, taken);
    return taken <= this.max;
  }
}
