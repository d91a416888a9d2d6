import { within } from '../connection/within.js';
import { TemporaryError } from '../errors.js';

/**
 * What is being opened at the server, so that the connection drains only after it: where the client (3.4) opens a consumer on a
 * connection that takes no more subscriptions, it leaves a timer behind that nothing stops, and the process never ends by itself.
 */
export class Openings {
  readonly #underWay = new Set<Promise<unknown>>();
  #isClosed = false;

  /** Rejects with `TemporaryError` once this is closed. */
  async open<Opened>(begin: () => Promise<Opened>): Promise<Opened> {
    if (this.#isClosed) throw new TemporaryError('The connection to the bus is being closed');
    const opening = begin();
    this.#underWay.add(opening);
    try {
      return await opening;
    } finally {
      this.#underWay.delete(opening);
    }
  }

  /** Resolves when nothing is being opened any more, or after `limitMs`. */
  async close(limitMs: number): Promise<void> {
    this.#isClosed = true;
    await within(limitMs, Promise.allSettled(this.#underWay));
  }
}
