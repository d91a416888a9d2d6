import type { JetStreamClient } from '@nats-io/jetstream';
import type { Blobs } from '../blobs.js';
import { asBusError } from '../connection/translate-error.js';
import { packBody } from './message-body.js';
import { PublishWindow } from './publish-window.js';

const ackTimeoutMs = 5_000;

export interface Publication {
  subject: string;
  body: Uint8Array;
  /** The server stores one message per id within its duplicate window: an id belongs to one immutable body for ever. */
  id: string;
  headers?: Readonly<Record<string, string>>;
}

/** Publishes on JetStream: resolves when the server has stored the message, at most a window of them at once. */
export class Publisher {
  private readonly window = new PublishWindow();

  constructor(
    private readonly jetstream: JetStreamClient,
    private readonly blobs: Blobs,
  ) {}

  async publish({ subject, body, id, headers = {} }: Publication): Promise<void> {
    try {
      await this.window.run(async () => {
        const packed = await packBody(body, this.blobs);
        for (const [name, value] of Object.entries(headers)) packed.headers.set(name, value);
        await this.jetstream.publish(subject, packed.data, {
          msgID: id,
          headers: packed.headers,
          timeout: ackTimeoutMs,
        });
      });
    } catch (error) {
      throw asBusError(error, `Publishing ${id} on ${subject}`);
    }
  }
}
