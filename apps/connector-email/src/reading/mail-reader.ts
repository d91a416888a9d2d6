import { Piscina } from 'piscina';
import type { FindKeys, KeyRecords } from '../judging/key-records.js';
import type { ThreadWork } from './read-mail.worker.js';
import { ReadTogether } from './read-together.js';
import type { Reading } from './reading.js';
import { readingFailed, stubOf, type NotOpened } from './stub-of.js';

export interface MailReaderOptions {
  /** Worker threads; default 1. */
  threads?: number;
  /** After this, read alone, the mail becomes a stub with its headers; default 20 s. */
  timeLimitMs?: number;
  /** Raw mails above this become a stub with their headers; default 64 MB. */
  rawBytesMax?: number;
  /** Heap of one worker thread; default 256 MB. */
  heapMegabytesMax?: number;
  /** Finds the keys of signatures, so that the threads verify them too; without it the judge does so himself. */
  findKeys?: Pick<FindKeys, 'run'>;
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
  readonly #pool: Piscina<ThreadWork, Reading[]>;
  readonly #together: ReadTogether;
  #closed = false;

  constructor(readonly options: MailReaderOptions = {}) {
    const threads = options.threads ?? 1;
    this.#pool = new Piscina({
      filename: new URL(fromSource ? './read-mail.worker.ts' : './read-mail.worker.js', import.meta.url).href,
      ...(fromSource ? { execArgv: sourceArguments() } : {}),
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: options.idleMs ?? 60_000,
      resourceLimits: { maxOldGenerationSizeMb: options.heapMegabytesMax ?? 256 },
    });
    this.#together = new ReadTogether({
      slots: threads,
      run: (raws, keys) => this.#run(raws, keys),
      spoilt: (raw, error) => this.#spoilt(raw, error),
    });
  }

  async read(raw: Uint8Array): Promise<Reading> {
    const max = this.options.rawBytesMax ?? 64 * 1024 * 1024;
    const count = Math.floor(max / 1024 / 1024);
    if (raw.byteLength > max)
      return stubOf(raw, {
        words: `it is larger than ${count} MB`,
        why: { code: 'mail-beyond-size', with: { count } },
      });
    return this.#together.read(raw, await this.options.findKeys?.run(raw));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool.destroy();
  }

  get #timeLimitMs(): number {
    return this.options.timeLimitMs ?? 20_000;
  }

  /** The time limit is for reading, not for waiting: mails come here when a thread is free. */
  async #run(raws: readonly Uint8Array[], keys: readonly (KeyRecords | undefined)[]): Promise<Reading[]> {
    const signal = AbortSignal.timeout(this.#timeLimitMs);
    // The worker gets copies to keep; a stub needs the original.
    const copies = raws.map((raw) => new Uint8Array(raw));
    try {
      const transferList = copies.map(({ buffer }) => buffer);
      return await this.#pool.run({ raws: copies, keys }, { signal, transferList });
    } catch (error) {
      throw signal.aborted ? new Error('the time is over', { cause: signal.reason }) : error;
    }
  }

  #spoilt(raw: Uint8Array, error: unknown): Reading {
    if (this.#closed) throw error;
    return stubOf(raw, reasonOf(error, this.#timeLimitMs));
  }
}

const sourceArguments = (): string[] => [
  '--conditions=@filo/source',
  '--import',
  import.meta.resolve('@swc-node/register/esm-register'),
];

const reasonOf = (error: unknown, timeLimitMs: number): NotOpened => {
  const { code, cause, message } = error as { code?: unknown; cause?: unknown; message?: unknown };
  if ((cause as { name?: unknown } | undefined)?.name === 'TimeoutError')
    return {
      words: `reading took longer than ${timeLimitMs / 1000} s`,
      why: { code: 'mail-beyond-time', with: { count: timeLimitMs / 1000 } },
    };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY')
    return { words: 'reading needed more memory than it may use', why: { code: 'mail-beyond-memory' } };
  const said = String(message ?? error);
  return readingFailed(`reading failed (${said})`, said);
};
