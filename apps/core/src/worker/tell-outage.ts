import type { Logger } from '@filo/service';
import { isConnectionLost } from '../database/database-errors.js';

/** Says once that a loop waits for the database, and once that it waits no more. Every other fault is said each time. */
export class TellOutage {
  #since: number | undefined;

  /** `event` such as "webhooks wait". */
  constructor(
    private readonly log: Logger,
    private readonly event: string,
  ) {}

  failed(error: unknown): void {
    if (!isConnectionLost(error)) return this.log.warn({ err: error }, this.event);
    if (this.#since !== undefined) return;
    this.#since = Date.now();
    this.log.warn({ reason: error instanceof Error ? error.message : String(error) }, this.event);
  }

  wentWell(): void {
    if (this.#since === undefined) return;
    this.log.info({ waitedMs: Date.now() - this.#since }, `${this.event} no more`);
    this.#since = undefined;
  }
}
