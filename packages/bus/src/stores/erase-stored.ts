import type { JetStreamManager, StoredMsg } from '@nats-io/jetstream';
import type { ErasedFromBus, Erasing } from '../bus.js';
import type { BusNames } from '../connection/bus-names.js';
import { bodyAside, unpackBody } from '../events/message-body.js';
import type { NatsBlobs } from './nats-blobs.js';

/** So many messages are read at once. */
const atOnce = 64;
const streamNames = ['inbound', 'outbound', 'dead'] as const;

/** What became of the streams. */
interface Erased {
  counts: ErasedFromBus;
  /** How many bodies travelled beside what went. */
  asides: number;
  /** Which of the blobs are named by what stays. */
  kept: ReadonlySet<string>;
}

/**
 * Reads each stream from its oldest message to the newest of now and overwrites what is to be erased; whatever comes meanwhile is not its matter. A
 * message that aged away, or was erased before, is passed over, so that it may be run again.
 */
export class EraseStored {
  constructor(
    private readonly manager: JetStreamManager,
    private readonly names: BusNames,
    private readonly blobs: NatsBlobs,
  ) {}

  async run({ matches, blobs, step }: Erasing): Promise<Erased> {
    const counts = { inbound: 0, outbound: 0, dead: 0 };
    const [asides, kept, wanted] = [new Set<string>(), new Set<string>(), new Set(blobs)];
    for (const name of streamNames) {
      const stream = this.names.stream(name);
      const { state } = await this.manager.streams.info(stream);
      const stays = (body: Uint8Array | undefined): void => {
        for (const sha256 of body === undefined || wanted.size === 0 ? [] : hashesIn(body))
          if (wanted.has(sha256)) kept.add(sha256);
      };
      for (let from = Math.max(state.first_seq, 1); from <= state.last_seq; from += atOnce) {
        const seqs = Array.from({ length: Math.min(atOnce, state.last_seq - from + 1) }, (_, n) => from + n);
        const of = { stream, asides, stays, matches: (event: unknown) => matches(name, event) };
        const erased = await Promise.all(seqs.map((seq) => this.#eraseOne(seq, of)));
        counts[name] += erased.filter(Boolean).length;
        step?.();
      }
    }
    return { counts, asides: asides.size, kept };
  }

  /** A body beside it goes first: without its message nobody would know of it. */
  async #eraseOne(seq: number, { stream, asides, stays, matches }: Reading): Promise<boolean> {
    const message = await this.#read(stream, seq);
    if (message === undefined) return false;
    const aside = bodyAside(message.header)?.sha256;
    const body = await this.#bodyOf(message);
    // The same event lies in DEAD, too, and its body went with the other.
    const isBare = body === undefined && aside !== undefined && asides.has(aside);
    if (!isBare && (body === undefined || !matches(parsed(body)))) {
      stays(body);
      return false;
    }
    if (aside !== undefined && !asides.has(aside)) {
      asides.add(aside);
      await this.blobs.erase(aside);
    }
    // Overwritten on the disk as well.
    await this.manager.streams.deleteMessage(stream, seq, true);
    return true;
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

interface Reading {
  stream: string;
  /** Those that were erased. */
  asides: Set<string>;
  /** Told the body of what stays. */
  stays(body: Uint8Array | undefined): void;
  matches(event: unknown): boolean;
}

const hashesIn = (body: Uint8Array): string[] =>
  Buffer.from(body)
    .toString()
    .match(/(?<![\da-f])[\da-f]{64}(?![\da-f])/g) ?? [];

const isGone = (error: unknown): boolean => /no message found|message not found/i.test(String(error));

const parsed = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
};
