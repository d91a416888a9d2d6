import type { KeyRecords } from '../judging/key-records.js';
import type { Reading } from './reading.js';

export interface ReadingWork {
  /** How many batches may be read at once. */
  slots: number;
  /** One reading for each mail, in their order; `keys` are those of their signatures, where these are to be verified. */
  run(raws: readonly Uint8Array[], keys: readonly (KeyRecords | undefined)[]): Promise<Reading[]>;
  /** What becomes of a mail whose reading failed when it was read alone; may throw. */
  spoilt(raw: Uint8Array, error: unknown): Reading;
}

interface Waiting {
  raw: Uint8Array;
  keys: KeyRecords | undefined;
  resolve(reading: Reading): void;
  reject(error: unknown): void;
}

const mailsMax = 16;
const bytesMax = 1024 * 1024;

/**
 * Hands the mails that wait for a free slot to it together: waking a thread for each of them costs as much as half the reading.
 * Nobody waits for company. When a batch fails, each of its mails is read again alone, so that one mail spoils no other.
 */
export class ReadTogether {
  readonly #waiting: Waiting[] = [];
  #free: number;

  constructor(private readonly work: ReadingWork) {
    this.#free = work.slots;
  }

  read(raw: Uint8Array, keys?: KeyRecords): Promise<Reading> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ raw, keys, resolve, reject });
      this.#start();
    });
  }

  #start(): void {
    while (this.#free > 0 && this.#waiting.length > 0) {
      this.#free -= 1;
      void this.#take(this.#next()).finally(() => {
        this.#free += 1;
        this.#start();
      });
    }
  }

  #next(): Waiting[] {
    const batch = [this.#waiting.shift()!];
    let bytes = batch[0]!.raw.byteLength;
    while (batch.length < mailsMax && this.#waiting.length > 0) {
      bytes += this.#waiting[0]!.raw.byteLength;
      if (bytes > bytesMax) break;
      batch.push(this.#waiting.shift()!);
    }
    return batch;
  }

  /** Never rejects. */
  async #take(batch: readonly Waiting[]): Promise<void> {
    try {
      const readings = await this.work.run(
        batch.map(({ raw }) => raw),
        batch.map(({ keys }) => keys),
      );
      batch.forEach(({ resolve }, index) => resolve(readings[index]!));
    } catch (error) {
      if (batch.length > 1) {
        for (const one of batch) await this.#take([one]);
        return;
      }
      const { raw, resolve, reject } = batch[0]!;
      try {
        resolve(this.work.spoilt(raw, error));
      } catch (thrown) {
        reject(thrown);
      }
    }
  }
}
