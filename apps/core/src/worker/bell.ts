import { untilAborted } from './until-aborted.js';

/** Not everything that is new rings, so that it is looked this often at least. */
const lookEveryMs = 5_000;
/** News that come close together are looked at together. */
const gatherMs = 100;

/** Whoever hears news rings; whoever looks at them waits in between. What rings while it is looked is looked at next. */
export class Bell {
  #rung = new AbortController();

  readonly ring = (): void => this.#rung.abort();

  /** Resolves when the next look is due, or the signal aborts. */
  async untilRung(signal: AbortSignal): Promise<void> {
    await untilAborted(lookEveryMs, AbortSignal.any([signal, this.#rung.signal]));
    await untilAborted(gatherMs, signal);
    this.#rung = new AbortController();
  }
}
