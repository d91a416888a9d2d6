import type { FreeBlobs } from '../../housekeeping/free-blobs.js';

/** Long enough for whatever was storing the same bytes to be done. */
const settleMs = 60_000;

/** Takes the files of whoever is erased out of core's storage; what somebody else names meanwhile stays, or comes back from the bus. */
export class ErasedFiles {
  #lately: { sha256: string; at: number }[] = [];

  constructor(private readonly freeBlobs: FreeBlobs) {}

  /** May be repeated. Resolves with those that are needed again and must not go from the bus yet. */
  async erase(candidates: readonly string[]): Promise<ReadonlySet<string>> {
    this.#note(await this.freeBlobs.erase(candidates));
    const missing = await this.freeBlobs.putBack(candidates);
    this.#note(missing);
    return new Set(missing);
  }

  /** Whoever saw one of them just before it went has named it by now. */
  async settle(now = Date.now()): Promise<void> {
    const due = this.#lately.filter(({ at }) => at <= now - settleMs);
    if (due.length === 0) return;
    this.#lately = this.#lately.filter(({ at }) => at > now - settleMs);
    this.#note(await this.freeBlobs.putBack(due.map(({ sha256 }) => sha256)));
  }

  #note(sha256s: readonly string[]): void {
    const at = Date.now();
    this.#lately.push(...sha256s.map((sha256) => ({ sha256, at })));
  }
}
