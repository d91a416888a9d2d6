import type { NatsConnection } from '@nats-io/nats-core';
import { asBusError } from './translate-error.js';
import type { BusNames } from './bus-names.js';
import type { BusLog } from './bus-options.js';

/** Core NATS: at most once, JSON, for what can be asked again. */
export class PlainMessages {
  constructor(
    private readonly connection: NatsConnection,
    private readonly names: BusNames,
    private readonly log: BusLog,
  ) {}

  emit(subject: string, payload: unknown): void {
    if (this.connection.isClosed() || this.connection.isDraining()) return;
    try {
      this.connection.publish(this.names.subject(subject), JSON.stringify(payload));
    } catch (error) {
      throw asBusError(error, `Emitting ${subject}`);
    }
  }

  /** Resolves when the server knows of it: what is emitted afterwards arrives. Answers how to stop. */
  async listen(
    subject: string,
    handle: (payload: unknown, subject: string) => void,
  ): Promise<() => Promise<void>> {
    const subscription = this.connection.subscribe(this.names.subject(subject), {
      callback: (error, message) => {
        if (error !== null) {
          this.log.error({ subject, error: String(error) }, 'listening ended');
          return;
        }
        const plain = this.names.plain(message.subject);
        try {
          handle(message.json(), plain);
        } catch (cause) {
          this.log.error({ subject: plain, error: String(cause) }, 'listener failed');
        }
      },
    });
    await this.connection.flush();
    return async () => {
      if (!subscription.isClosed()) await subscription.drain();
    };
  }
}
