import type { XUser } from './x-answers.js';

/** To ask costs as much as a look at anybody. */
const dayMs = 86_400_000;
const againMs = 3_600_000;

/** Who we are at X: read at first, and again each day, since an account can be protected, opened or renamed there. */
export class OurProfile {
  #known: XUser | undefined;
  #dueAt = 0;

  /** As it was read last. */
  get known(): XUser | undefined {
    return this.#known;
  }

  /** Throws only while it was never read: what was read before holds until it can be read again, which is tried each hour. */
  async read(look: () => Promise<XUser>, now = Date.now()): Promise<XUser> {
    const before = this.#known;
    if (before !== undefined && now < this.#dueAt) return before;
    // Whoever asks meanwhile need not ask X as well.
    if (before !== undefined) this.#dueAt = now + againMs;
    try {
      this.#known = await look();
      this.#dueAt = now + dayMs;
      return this.#known;
    } catch (error) {
      if (before === undefined) throw error;
      return before;
    }
  }
}
