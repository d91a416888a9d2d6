import type { JetStreamManager, StoredMsg } from '@nats-io/jetstream';
import { deadSubject, laneCount, streams } from '@filo/contracts';
import type { ErasedFromBus, Erasing } from '../bus.js';
import type { BusNames } from '../connection/bus-names.js';
import type { ConnectionWatch } from '../connection/connection-watch.js';
import { TemporaryError } from '../errors.js';
import { bodyAside, unpackBody } from '../events/message-body.js';
import type { NatsBlobs } from './nats-blobs.js';

/** So many messages are read at once. */
const atOnce = 64;
const streamNames = ['inbound', 'outbound', 'dead'] as const;
type StreamName = (typeof streamNames)[number];

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
 * message that aged away, or was erased before, is passed over, so that it may be run again. A number names another message once a stream was made
 * anew or set back, for which the server has to go: nothing is deleted by a number that was read before the connection broke.
 */
export class EraseStored {
  #brokeOff = false;

  constructor(
    private readonly manager: JetStreamManager,
    private readonly names: BusNames,
    private readonly blobs: NatsBlobs,
    private readonly watch: Pick<ConnectionWatch, 'status' | 'reconnected'>,
  ) {}

  async run(erasing: Erasing): Promise<Erased> {
    const forget = this.watch.reconnected(() => (this.#brokeOff = true));
    try {
      return await this.#run(erasing);
    } finally {
      forget();
    }
  }

  async #run({ matches, blobs, channels, step }: Erasing): Promise<Erased> {
    const counts = { inbound: 0, outbound: 0, dead: 0 };
    const [asides, kept, wanted] = [new Set<string>(), new Set<string>(), new Set(blobs)];
    const stays = (body: Uint8Array | undefined): void => {
      for (const sha256 of body === undefined || wanted.size === 0 ? [] : hashesIn(body))
        if (wanted.has(sha256)) kept.add(sha256);
    };
    for (const name of streamNames) {
      if (channels !== undefined && name === 'outbound') continue;
      const stream = this.names.stream(name);
      const { state } = await this.manager.streams.info(stream);
      const reading: Reading = {
        ...{ stream, first: Math.max(state.first_seq, 1), last: state.last_seq },
        ...{ asides, stays, step, matches: (event) => matches(name, event) },
      };
      counts[name] =
        channels === undefined
          ? await this.#eraseAmongAll(reading)
          : await this.#eraseOfChannels(reading, name, channels);
    }
    return { counts, asides: asides.size, kept };
  }

  async #eraseAmongAll(reading: Reading): Promise<number> {
    let count = 0;
    for (let from = reading.first; from <= reading.last; from += atOnce) {
      const seqs = Array.from({ length: Math.min(atOnce, reading.last - from + 1) }, (_, n) => from + n);
      const erased = await Promise.all(
        seqs.map(async (seq) => this.#eraseOne(await this.#read(reading.stream, { seq }), reading)),
      );
      count += erased.filter(Boolean).length;
      reading.step?.();
    }
    return count;
  }

  /** One channel after the other, its lanes at once. */
  async #eraseOfChannels(reading: Reading, name: StreamName, channels: readonly string[]): Promise<number> {
    let count = 0;
    for (const channel of channels) {
      const subjects = subjectsOf(name, channel).map((subject) => this.names.subject(subject));
      const erased = await Promise.all(subjects.map((subject) => this.#eraseAlong(subject, reading)));
      count += erased.reduce((sum, some) => sum + some, 0);
    }
    return count;
  }

  /** From message to message of one subject: the server finds the next one, and nothing else travels. */
  async #eraseAlong(subject: string, reading: Reading): Promise<number> {
    let count = 0;
    for (let seq = reading.first; seq <= reading.last;) {
      const message = await this.#read(reading.stream, { seq, next_by_subj: subject });
      if (message === undefined || message.seq > reading.last) break;
      if (await this.#eraseOne(message, reading)) count += 1;
      seq = message.seq + 1;
      reading.step?.();
    }
    return count;
  }

  /** A body beside it goes first: without its message nobody would know of it. */
  async #eraseOne(
    message: StoredMsg | undefined,
    { stream, asides, stays, matches }: Reading,
  ): Promise<boolean> {
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
    if (this.#brokeOff || !this.watch.status().connected)
      throw new TemporaryError('The bus was away while its stored events were read; they are read anew');
    // Overwritten on the disk as well.
    await this.manager.streams.deleteMessage(stream, message.seq, true);
    return true;
  }

  async #read(stream: string, which: { seq: number; next_by_subj?: string }): Promise<StoredMsg | undefined> {
    try {
      return (await this.manager.streams.getMessage(stream, which)) ?? undefined;
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
  /** By their numbers. */
  first: number;
  last: number;
  /** Those that were erased. */
  asides: Set<string>;
  /** Told the body of what stays. */
  stays(body: Uint8Array | undefined): void;
  step: (() => void) | undefined;
  matches(event: unknown): boolean;
}

/** Under which something of a channel lies in a stream: each lane by itself. */
const subjectsOf = (name: StreamName, channel: string): string[] =>
  name === 'inbound'
    ? Array.from({ length: laneCount }, (_, lane) => `inbound.${lane}.${channel}.>`)
    : [deadSubject(streams.inbound, channel)];

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
