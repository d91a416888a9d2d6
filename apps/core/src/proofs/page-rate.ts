import { siteOf } from '../sessions/client-of.js';

const minuteMs = 60_000;
/** Of so many clients it knows, and of as many sites; then it forgets whoever came first. */
const knownMax = 50_000;
/** Of one site, which may be a company or one customer with 65,536 networks, so many times as often as one client. */
const siteTimes = 8;

interface Options {
  windowMs?: number;
  clientsMax?: number;
}

/** How often one client may open one-time links: a guess has 256 bits to find, but each costs us a look. */
export class PageRate {
  readonly #clients: Counts;
  readonly #sites: Counts;

  constructor(
    private readonly max: number,
    { windowMs = minuteMs, clientsMax = knownMax }: Options = {},
  ) {
    this.#clients = new Counts(windowMs, clientsMax);
    this.#sites = new Counts(windowMs, clientsMax);
  }

  /**
   * True while this client may, whose name begins with what `clientOf` says. Each process counts for itself, and forgets a client after a minute, or whatever its
   * time is. A site that has used its part up makes no client known any more, so that it cannot have others forgotten.
   */
  take(client: string, nowMs: number): boolean {
    const site = siteOf(client);
    if (site !== undefined && this.#sites.of(site, nowMs) >= this.max * siteTimes) return false;
    if (this.#clients.add(client, nowMs) > this.max) return false;
    if (site !== undefined) this.#sites.add(site, nowMs);
    return true;
  }
}

/** How often within its time, by name; a name's time begins when it first comes. */
class Counts {
  /** Whose time began first stands first. */
  readonly #held = new Map<string, { since: number; taken: number }>();

  constructor(
    private readonly windowMs: number,
    private readonly max: number,
  ) {}

  of(name: string, nowMs: number): number {
    const held = this.#held.get(name);
    return held === undefined || nowMs - held.since >= this.windowMs ? 0 : held.taken;
  }

  add(name: string, nowMs: number): number {
    const taken = this.of(name, nowMs) + 1;
    if (taken > 1) this.#held.get(name)!.taken = taken;
    else {
      this.#held.delete(name);
      this.#makeRoom(nowMs);
      this.#held.set(name, { since: nowMs, taken });
    }
    return taken;
  }

  #makeRoom(nowMs: number): void {
    for (const [name, { since }] of this.#held) {
      if (nowMs - since < this.windowMs && this.#held.size < this.max) return;
      this.#held.delete(name);
    }
  }
}
