import type { LinkCardShown } from '@filo/contracts/http';

/** How long a card is shown without asking its page anew. */
const freshMs = 10 * 60_000;
/** A page that did not answer may do so in a moment. */
const absentMs = 60_000;
/** One may hold a picture of 400 kB. */
const keptMax = 32;

/** Cards that were read a short while ago, the newest ones; only as long as this process lives. */
export class KeptCards {
  readonly #kept = new Map<string, { shown: LinkCardShown; until: number }>();

  constructor(private readonly now: () => number = Date.now) {}

  get(key: string): LinkCardShown | undefined {
    const kept = this.#kept.get(key);
    return kept !== undefined && kept.until > this.now() ? kept.shown : undefined;
  }

  keep(key: string, shown: LinkCardShown): void {
    this.#kept.delete(key);
    this.#kept.set(key, { shown, until: this.now() + (shown.card ? freshMs : absentMs) });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= keptMax) return;
      this.#kept.delete(oldest);
    }
  }
}
