import type { BlobRef } from '@filo/contracts';
import { JetStreamApiError, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import type { BusNames } from '../connection/bus-names.js';

/** A stored copy this young outlives every message that may name it. */
export const freshMs = 86_400_000;

/** Blobs in the stream BLOBS: one message per content, read by direct get. */
export class SmallBlobs {
  constructor(
    private readonly jetstream: JetStreamClient,
    private readonly manager: JetStreamManager,
    private readonly names: BusNames,
  ) {}

  /** False when the stream holds a copy that is too old to rely on and refuses a second one. */
  async put({ sha256 }: BlobRef, bytes: Uint8Array): Promise<boolean> {
    try {
      await this.jetstream.publish(this.subject(sha256), bytes, { timeout: 10_000 });
      return true;
    } catch (error) {
      if (!isThereAlready(error)) throw error;
      const held = await this.find(sha256);
      return held !== null && Date.now() - held.time.getTime() < freshMs;
    }
  }

  async get(sha256: string): Promise<Uint8Array | undefined> {
    return (await this.find(sha256))?.data;
  }

  /** Answers whether it was there. */
  async erase(sha256: string): Promise<boolean> {
    const held = await this.find(sha256);
    if (held === null) return false;
    await this.manager.streams.deleteMessage(this.names.stream('blobs'), held.seq, true);
    return true;
  }

  private find(sha256: string) {
    return this.manager.direct.getMessage(this.names.stream('blobs'), { last_by_subj: this.subject(sha256) });
  }

  private subject(sha256: string): string {
    return this.names.subject(`blob.${sha256}`);
  }
}

// The server answers one code for every refusal of its store; only the words tell a second copy from a full disk.
const isThereAlready = (error: unknown): boolean =>
  error instanceof JetStreamApiError && error.message.includes('maximum messages per subject exceeded');
