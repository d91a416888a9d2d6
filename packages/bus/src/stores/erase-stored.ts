import type { JetStreamManager, StoredMsg } from '@nats-io/jetstream';
import type { Blobs } from '../blobs.js';
import type { ErasedFromBus, Erasing } from '../bus.js';
import type { BusNames } from '../connection/bus-names.js';
import { bodyAside, unpackBody } from '../events/message-body.js';

/** So many messages are read at once. */
const atOnce = 64;
const streamNames = ['inbound', 'outbound', 'dead'] as const;

/**
 * Reads each stream from its oldest message to the newest of now and overwrites what is to be erased; whatever comes meanwhile is not its matter. A
 * message that aged away, or was erased before, is passed over, so that it may be run again.
 */
export class EraseStored {
  constructor(
    private readonly manager: JetStreamManager,
    private readonly names: BusNames,
    private readonly blobs: Blobs,
  ) {}

  /** Also answers the bodies that travelled beside the messages, which go with the other blobs. */
  async run({ matches, step }: Erasing): Promise<{ counts: ErasedFromBus; asides: string[] }> {
    const counts = { inbound: 0, outbound: 0, dead: 0 };
    const asides: string[] = [];
    for (const name of streamNames) {
      const stream = this.names.stream(name);
      const { state } = await this.manager.streams.info(stream);
      for (let from = Math.max(state.first_seq, 1); from <= state.last_seq; from += atOnce) {
        const seqs = Array.from({ length: Math.min(atOnce, state.last_seq - from + 1) }, (_, n) => from + n);
        const erased = await Promise.all(
          seqs.map((seq) => this.#eraseOne(stream, seq, (event) => matches(name, event))),
        );
        for (const one of erased) {
          if (one === undefined) continue;
          counts[name] += 1;
          asides.push(...one);
        }
        step?.();
      }
    }
    return { counts, asides };
  }

  /** Undefined where it stays; else what travelled beside it. */
  async #eraseOne(
    stream: string,
    seq: number,
    matches: (event: unknown) => boolean,
  ): Promise<string[] | undefined> {
    const message = await this.#read(stream, seq);
    if (message === undefined) return undefined;
    const body = await this.#bodyOf(message);
    if (body === undefined || !matches(parsed(body))) return undefined;
    // Overwritten on the disk as well.
    await this.manager.streams.deleteMessage(stream, seq, true);
    const aside = bodyAside(message.header);
    return aside === undefined ? [] : [aside.sha256];
  }

  async #read(stream: string, seq: number): Promise<StoredMsg | undefined> {
    try {
      return (await this.manager.streams.getMessage(stream, { seq })) ?? undefined;
    } catch (error) {
      if (isGone(error)) return undefined;
      throw error;
    }
  }

  /** A body beside it that is gone tells nothing any more. */
  async #bodyOf(message: StoredMsg): Promise<Uint8Array | undefined> {
    try {
      return await unpackBody({ data: message.data, headers: message.header }, this.blobs);
    } catch (error) {
      if ((error as { code?: unknown }).code === 'blob-missing') return undefined;
      throw error;
    }
  }
}

const isGone = (error: unknown): boolean => /no message found|message not found/i.test(String(error));

const parsed = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
};
