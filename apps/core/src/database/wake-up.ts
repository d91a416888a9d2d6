import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from './pg-session.js';

/**
 * Waits for a notification of Postgres, or for the time to pass: a notification is a hint, the clock is the promise. Keeps
 * one connection while it listens and finds a new one when that dies.
 */
export class WakeUp {
  #client: pg.PoolClient | undefined;
  #ring: () => void = () => undefined;
  #rung = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly channel: string,
  ) {}

  /** Resolves at the next notification since the last call, after `ms`, or when the signal aborts. */
  async next(ms: number, signal: AbortSignal): Promise<void> {
    await this.#listen().catch(() => undefined);
    if (!this.#rung && !signal.aborted) await this.#wait(ms, signal);
    this.#rung = false;
  }

  close(): void {
    this.#client?.release(true);
    this.#client = undefined;
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        this.#ring = () => undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done, { once: true });
      this.#ring = done;
    });
  }

  async #listen(): Promise<void> {
    if (this.#client) return;
    const client = await poolOf(this.dataSource).connect();
    client.on('notification', () => {
      this.#rung = true;
      this.#ring();
    });
    client.on('error', () => {
      if (this.#client === client) this.#client = undefined;
      client.release(true);
    });
    this.#client = client;
    await client.query(`listen ${this.channel}`);
  }
}
