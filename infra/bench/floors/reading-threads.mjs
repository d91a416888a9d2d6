import { Worker } from 'node:worker_threads';

/** Threads that read mails for the floor, in turns. */
export class ReadingThreads {
  #workers;
  #waiting = new Map();
  #next = 0;

  constructor({ threads, records }) {
    this.#workers = Array.from({ length: threads }, () => {
      const worker = new Worker(new URL('./read-mail.worker.mjs', import.meta.url), {
        workerData: { records },
      });
      worker.on('message', ({ n, mails }) => this.#take(n).resolve(mails));
      worker.on('error', (error) => {
        for (const n of [...this.#waiting.keys()]) this.#take(n).reject(error);
      });
      return worker;
    });
  }

  /** What each of the raw mails says, in their order. */
  read(raws) {
    const n = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(n, { resolve, reject });
      this.#workers[n % this.#workers.length].postMessage({ n, raws });
    });
  }

  async close() {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #take(n) {
    const waiting = this.#waiting.get(n);
    this.#waiting.delete(n);
    return waiting;
  }
}
