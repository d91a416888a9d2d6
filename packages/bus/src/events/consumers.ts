import { send, type Send } from '@filo/contracts';
import type { JetStreamClient, JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/nats-core';
import type { z } from 'zod';
import type { Blobs } from '../blobs.js';
import type { ConsumeOptions } from '../bus.js';
import { sendsConsumer, type BusNames } from '../connection/bus-names.js';
import type { BusLog } from '../connection/bus-options.js';
import type { ConnectionWatch } from '../connection/connection-watch.js';
import { within } from '../connection/within.js';
import { ConsumeLoop } from './consume-loop.js';
import { decodeEvent, type Decoded } from './decode-event.js';
import { MessageSource } from './message-source.js';

export interface DeadEvent {
  /** Where it died. */
  subject: string;
  data: Uint8Array;
  reason: string;
}

/** A consumer that the bus was provisioned with. */
interface Durable<Stream> {
  stream: Stream;
  durable: string;
}

export interface ConsumersParts {
  connection: NatsConnection;
  jetstream: JetStreamClient;
  names: BusNames;
  blobs: Blobs;
  log: BusLog;
  watch: Pick<ConnectionWatch, 'notices' | 'reconnected'>;
}

const diedAt = 'Filo-Died-At';
const diedOf = 'Filo-Died-Of';

/** The running consume loops of one connection, so that draining can end them all. */
export class Consumers {
  private readonly running = new Map<MessageSource, Promise<void>>();

  constructor(
    private readonly parts: ConsumersParts,
    private readonly publishDead: (subject: string, data: Uint8Array, reason: string) => Promise<void>,
  ) {}

  events<Schema extends z.ZodType>(
    from: Durable<'inbound' | 'outbound'>,
    schema: Schema,
    options: ConsumeOptions<z.output<Schema>>,
  ): Promise<void> {
    return this.consume(from, options, (_, body) => decodeEvent(schema, body));
  }

  sends(connector: string, channel: string, options: ConsumeOptions<Send>): Promise<void> {
    return this.events({ stream: 'outbound', durable: sendsConsumer(connector, channel) }, send, options);
  }

  dead(durable: string, options: ConsumeOptions<DeadEvent>): Promise<void> {
    return this.consume({ stream: 'dead', durable }, options, (message, data) => ({
      type: 'event',
      event: {
        subject: readHeader(message, diedAt) || this.parts.names.plain(message.subject),
        data,
        reason: readHeader(message, diedOf),
      },
    }));
  }

  deadHeaders(subject: string, reason: string): Record<string, string> {
    return { [diedAt]: encodeURIComponent(subject), [diedOf]: encodeURIComponent(reason.slice(0, 1_000)) };
  }

  /** Ends every loop; resolves when what was handed out is settled. */
  async stop(): Promise<void> {
    const running = [...this.running];
    await Promise.all(running.map(([source]) => source.stop()));
    await Promise.all(running.map(([, loop]) => loop));
  }

  private async consume<Event>(
    { stream, durable }: Durable<'inbound' | 'outbound' | 'dead'>,
    options: ConsumeOptions<Event>,
    decode: (message: JsMsg, body: Uint8Array) => Decoded<Event>,
  ): Promise<void> {
    if (options.signal.aborted) return;
    const { names, jetstream, log, blobs, watch, connection } = this.parts;
    const source = new MessageSource(jetstream, names.stream(stream), durable, log, (listener) =>
      watch.reconnected(listener),
    );
    const loop = new ConsumeLoop<Event>({
      ...options,
      source,
      blobs,
      log,
      decode,
      plainSubject: (subject) => names.plain(subject),
      publishDead: this.publishDead,
      noticeUnknownMajor: (subject, major) => {
        log.warn({ subject, major }, 'event of an unknown major waits');
        watch.notices.set(
          `major ${major}`,
          `Events of version ${major} wait on the bus: nothing is lost, upgrade this service to read them`,
        );
      },
    }).run();
    this.running.set(source, loop);
    const stop = () => void source.stop();
    options.signal.addEventListener('abort', stop, { once: true });
    try {
      await loop;
      // Acks are on their way to the server before the caller believes that all is settled.
      if (!connection.isClosed()) await within(2_000, connection.flush());
    } finally {
      options.signal.removeEventListener('abort', stop);
      this.running.delete(source);
    }
  }
}

function readHeader(message: JsMsg, name: string): string {
  const value = message.headers?.get(name) ?? '';
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
