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
  #closed = false;

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

  /** Ends the session; no other is opened. */
  close(): void {
    this.#closed = true;
    if (this.#client) this.#letGo(this.#client);
  }

  /** Once: a session that dies may say so several times, and also after it was let go, and the pool takes it back once. */
  #letGo(client: pg.PoolClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.release(true);
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
    if (this.#client || this.#closed) return;
    const client = await poolOf(this.dataSource).connect();
    this.#client = client;
    if (this.#closed) return this.#letGo(client);
    client.on('notification', () => {
      this.#rung = true;
      this.#ring();
    });
    client.on('error', () => this.#letGo(client));
    await client.query(`listen ${this.channel}`).catch(() => this.#letGo(client));
  }
}
