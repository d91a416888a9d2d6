import { wait } from '@filo/connector';
import type { Logger } from '@filo/service';
import type { FormBook } from '../forms/form-book.js';
import { commitEntry } from './commit-entry.js';
import type { Spool } from './spool.js';

const commitMs = 10_000;
const lookEveryMs = 2_000;
const atOnce = 8;

/**
 * Publishes what waits in the spool until core's receipt is back, oldest first, for ever: after a restart, after a bus that
 * was away, after a receipt that got lost. Publishing twice is harmless, for the ledger knows the external id.
 */
export class DrainSpool {
  /** Entries that a request is committing itself right now. */
  readonly #inHand = new Set<string>();

  constructor(
    private readonly spool: Spool,
    private readonly forms: FormBook,
    private readonly log: Logger,
  ) {}

  /** Keeps the drain off this entry until the returned function is called. */
  take(name: string): () => void {
    this.#inHand.add(name);
    return () => this.#inHand.delete(name);
  }

  /** Drains until the signal aborts; never rejects. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.round();
      } catch (error) {
        this.log.warn({ err: error, waiting: this.spool.count }, 'the spool waits');
      }
      await wait(lookEveryMs, signal);
    }
  }

  /** One look at everything that waits; rejects at the first entry that core did not take, which stays. */
  async round(): Promise<void> {
    const names = (await this.spool.list()).filter((name) => !this.#inHand.has(name));
    for (let from = 0; from < names.length; from += atOnce) {
      const ended = await Promise.allSettled(
        names.slice(from, from + atOnce).map((name) => this.#drain(name)),
      );
      const failed = ended.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
    }
  }

  async #drain(name: string): Promise<void> {
    if (this.#inHand.has(name)) return;
    const entry = await this.spool.read(name);
    const form = this.forms.byAccount(entry.accountId);
    // Its form is not served now: paused and deleted forms keep what was promised until they are back.
    if (form === undefined) return;
    const letGo = this.take(name);
    try {
      const { outcome } = await commitEntry(entry, (index) => this.spool.filePath(name, index), {
        listening: form.listening,
        timeoutMs: commitMs,
      });
      await this.spool.remove(name);
      this.log.info(
        { accountId: entry.accountId, outcome, waiting: this.spool.count },
        'spooled submission committed',
      );
    } finally {
      letGo();
    }
  }
}
