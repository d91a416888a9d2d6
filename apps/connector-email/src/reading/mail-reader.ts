import { Piscina } from 'piscina';
import type { Reading } from './reading.js';
import { stubOf } from './stub-of.js';

export interface MailReaderOptions {
  /** Worker threads; default 1. */
  threads?: number;
  /** After this the mail becomes a stub with its headers; default 20 s. */
  timeLimitMs?: number;
  /** Raw mails above this become a stub with their headers; default 64 MB. */
  rawBytesMax?: number;
  /** Heap of one worker thread; default 256 MB. */
  heapMegabytesMax?: number;
  /** A thread without work ends after this; default 60 s. */
  idleMs?: number;
}

const fromSource = import.meta.url.endsWith('.ts');

/**
 * Reads mails in worker threads, so that no mail can hold up or end the connector. `read` never rejects before `close`:
 * a mail beyond time, memory or size becomes a stub with its headers. `close` ends the threads; readings that are under
 * way reject then.
 */
export class MailReader {
  readonly #pool: Piscina<Uint8Array, Reading>;
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #closed = false;

  constructor(readonly options: MailReaderOptions = {}) {
    this.#free = options.threads ?? 1;
    this.#pool = new Piscina({
      filename: new URL(fromSource ? './read-mail.worker.ts' : './read-mail.worker.js', import.meta.url).href,
      ...(fromSource ? { execArgv: sourceArguments() } : {}),
      minThreads: 0,
      maxThreads: this.#free,
      idleTimeout: options.idleMs ?? 60_000,
      resourceLimits: { maxOldGenerationSizeMb: options.heapMegabytesMax ?? 256 },
    });
  }

  async read(raw: Uint8Array): Promise<Reading> {
    const max = this.options.rawBytesMax ?? 64 * 1024 * 1024;
    if (raw.byteLength > max) return stubOf(raw, `it is larger than ${Math.floor(max / 1024 / 1024)} MB`);
    await this.#slot();
    const timeLimitMs = this.options.timeLimitMs ?? 20_000;
    const limit = AbortSignal.timeout(timeLimitMs);
    try {
      // The worker gets a copy to keep; the stub needs the original.
      const copy = new Uint8Array(raw);
      return await this.#pool.run(copy, { signal: limit, transferList: [copy.buffer] });
    } catch (error) {
      if (this.#closed) throw error;
      return stubOf(
        raw,
        limit.aborted ? `reading took longer than ${timeLimitMs / 1000} s` : reasonOf(error),
      );
    } finally {
      this.#free += 1;
      this.#waiting.shift()?.();
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool.destroy();
  }

  /** The time limit is for reading, not for waiting: a mail starts when a thread is free. */
  async #slot(): Promise<void> {
    while (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#free -= 1;
  }
}

const sourceArguments = (): string[] => [
  '--conditions=@filo/source',
  '--import',
  import.meta.resolve('@swc-node/register/esm-register'),
];

const reasonOf = (error: unknown): string =>
  (error as { code?: unknown }).code === 'ERR_WORKER_OUT_OF_MEMORY'
    ? 'reading needed more memory than it may use'
    : `reading failed (${error instanceof Error ? error.message : String(error)})`;
