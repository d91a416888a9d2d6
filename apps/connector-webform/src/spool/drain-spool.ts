import { TemporaryError, wait } from '@filo/connector';
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
  /** The last entry of the last handful that failed altogether. */
  #gaveUpAt = '';

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

  /**
   * One look at everything that waits, on from where the last look gave up. What core does not take stays and holds up nobody:
   * when a whole handful fails, core is away or the handful is bad, and the next look begins behind it.
   */
  async round(): Promise<void> {
    const waiting = (await this.spool.list()).filter((name) => !this.#inHand.has(name));
    const behind = waiting.filter((name) => name > this.#gaveUpAt);
    const names = [...behind, ...waiting.slice(0, waiting.length - behind.length)];
    this.#gaveUpAt = '';
    for (let from = 0; from < names.length; from += atOnce) {
      const some = names.slice(from, from + atOnce);
      const ended = await Promise.all(some.map((name) => this.#tryToDrain(name)));
      if (ended.includes(true)) continue;
      this.#gaveUpAt = some.at(-1)!;
      return;
    }
  }

  async #tryToDrain(name: string): Promise<boolean> {
    try {
      await this.#drain(name);
      return true;
    } catch (error) {
      this.log.warn({ err: error, waiting: this.spool.count }, 'an entry of the spool waits');
      return false;
    }
  }

  async #drain(name: string): Promise<void> {
    if (this.#inHand.has(name)) return;
    const entry = await this.spool.read(name);
    // Also for a form that is gone by now: core keeps for a human what it knows no account of.
    const listening = this.forms.deliveryFor(entry.accountId);
    if (listening === undefined) throw new TemporaryError('The bus is not there yet');
    const letGo = this.take(name);
    try {
      const { outcome } = await commitEntry(entry, (index) => this.spool.filePath(name, index), {
        listening,
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
