import { wait } from '@filo/connector';

/** Wakes whoever waits for the next look; one that rings while nobody waits is heard at the next wait. */
export class Bell {
  #rings = new AbortController();

  ring(): void {
    this.#rings.abort();
  }

  /** Until it rings, the time is over, or the signal aborts. */
  async wait(ms: number, signal: AbortSignal): Promise<void> {
    await wait(ms, AbortSignal.any([signal, this.#rings.signal]));
    this.#rings = new AbortController();
  }
}
