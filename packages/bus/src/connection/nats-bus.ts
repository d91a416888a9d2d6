import {
  committedSubject,
  deadSubject,
  inboundEvent,
  inboundSubject,
  outboundSubject,
  send,
  type Committed,
  type DeliveryReceipt,
  type InboundEvent,
  type InboundEventInput,
  type Send,
  type SendInput,
} from '@filo/contracts';
import type { JetStreamClient, JetStreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/nats-core';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Bucket } from '../bucket.js';
import { Bus, type BusStatus, type ConsumeOptions, type ErasedFromBus, type Erasing } from '../bus.js';
import { PermanentError } from '../errors.js';
import { CommitReceipts } from '../events/commit-receipts.js';
import { Consumers, type DeadEvent } from '../events/consumers.js';
import { laneOf } from '../events/lane.js';
import { Publisher } from '../events/publisher.js';
import type { NestAsk } from '../questions/nest-ask.js';
import type { NatsBlobs } from '../stores/nats-blobs.js';
import { EraseStored } from '../stores/erase-stored.js';
import { NatsBucket } from '../stores/nats-bucket.js';
import { Openings } from '../stores/openings.js';
import type { BusNames } from './bus-names.js';
import type { BusLog } from './bus-options.js';
import type { ConnectionWatch } from './connection-watch.js';
import { PlainMessages } from './plain-messages.js';
import { asBusError } from './translate-error.js';
import { within } from './within.js';

const drainLimitMs = 3_000;
const openingLimitMs = 2_000;

export interface NatsBusParts {
  connection: NatsConnection;
  jetstream: JetStreamClient;
  manager: JetStreamManager;
  names: BusNames;
  log: BusLog;
  watch: ConnectionWatch;
  blobs: NatsBlobs;
  ask: NestAsk;
}

/** The bus over one NATS connection; each part of its work lives in a file of its own. */
export class NatsBus extends Bus {
  override readonly ask: NestAsk;
  override readonly blobs: NatsBlobs;
  private readonly publisher: Publisher;
  private readonly receipts: CommitReceipts;
  private readonly consumers: Consumers;
  private readonly plain: PlainMessages;
  private readonly openings = new Openings();
  private draining: Promise<void> | undefined;

  constructor(private readonly parts: NatsBusParts) {
    super();
    this.ask = parts.ask;
    this.blobs = parts.blobs;
    this.publisher = new Publisher(parts.jetstream, parts.blobs);
    this.receipts = new CommitReceipts(parts.connection);
    this.plain = new PlainMessages(parts.connection, parts.names, parts.log);
    this.consumers = new Consumers(parts, (subject, data, reason) => this.publishDead(subject, data, reason));
  }

  override async publishInbound(event: InboundEventInput): Promise<void> {
    const checked = fitting(inboundEvent, event);
    await this.publishJson(inboundSubject(laneOf(checked), checked), checked);
  }

  override async publishSend(command: SendInput): Promise<void> {
    const checked = fitting(send, command);
    await this.publishJson(outboundSubject(checked.channel, checked.accountId), checked);
  }

  override async publishDead(subject: string, data: Uint8Array, reason: string): Promise<void> {
    const id = createHash('sha256').update(subject).update('\n').update(data).digest('hex');
    await this.publisher.publish({
      subject: this.parts.names.subject(deadSubjectFor(subject)),
      body: data,
      id,
      headers: this.consumers.deadHeaders(subject, reason),
    });
  }

  override consumeInbound(durable: string, options: ConsumeOptions<InboundEvent>): Promise<void> {
    return this.consumers.events({ stream: 'inbound', durable }, inboundEvent, options);
  }

  override consumeSends(connector: string, channel: string, options: ConsumeOptions<Send>): Promise<void> {
    return this.consumers.sends(connector, channel, options);
  }

  override consumeDead(durable: string, options: ConsumeOptions<DeadEvent>): Promise<void> {
    return this.consumers.dead(durable, options);
  }

  override emitCommitted(channel: string, accountId: string, committed: Committed): void {
    this.plain.emit(committedSubject(channel, accountId), committed);
  }

  override publishAndAwaitCommit(
    event: Exclude<InboundEventInput, DeliveryReceipt>,
    timeoutMs: number,
  ): Promise<Committed['events'][number]> {
    const subject = this.parts.names.subject(committedSubject(event.channel, event.accountId));
    const awaited = { subject, eventId: event.eventId, timeoutMs };
    return this.receipts.publishAndAwait(awaited, () => this.publishInbound(event));
  }

  override emit(subject: string, payload: unknown): void {
    this.plain.emit(subject, payload);
  }

  override listen(
    subject: string,
    handle: (payload: unknown, subject: string) => void,
  ): Promise<() => Promise<void>> {
    return this.plain.listen(subject, handle);
  }

  override async bucket(name: string): Promise<Bucket> {
    const kv = await new Kvm(this.parts.jetstream).open(this.parts.names.bucket(name), {
      allow_direct: true,
    });
    return new NatsBucket(name, kv, {
      openings: this.openings,
      reconnected: (listener) => this.reconnected(listener),
    });
  }

  override async erase(erasing: Erasing): Promise<ErasedFromBus & { blobs: number }> {
    const { manager, names, blobs, watch } = this.parts;
    try {
      const { counts, asides, kept } = await new EraseStored(manager, names, blobs, watch).run(erasing);
      let erased = asides;
      for (const sha256 of new Set(erasing.blobs))
        if (!kept.has(sha256) && (await blobs.erase(sha256))) erased += 1;
      return { ...counts, blobs: erased };
    } catch (error) {
      throw asBusError(error, 'Erasing stored events');
    }
  }

  override status(): BusStatus {
    return this.parts.watch.status();
  }

  override reconnected(listener: () => void): () => void {
    return this.parts.watch.reconnected(listener);
  }

  override drain(): Promise<void> {
    this.draining ??= this.drainOnce();
    return this.draining;
  }

  private async drainOnce(): Promise<void> {
    // First nothing new comes in and what is under way is settled; only then the connection goes.
    await this.consumers.stop();
    await this.ask.close();
    this.parts.watch.close();
    const { connection } = this.parts;
    if (connection.isClosed()) return;
    await this.openings.close(openingLimitMs);
    // While the server is away nothing drains; what it has not acknowledged, its publisher still holds.
    if (!(await within(drainLimitMs, connection.drain()))) await connection.close();
  }

  private publishJson(subject: string, event: { eventId: string }): Promise<void> {
    const body = Buffer.from(JSON.stringify(event));
    return this.publisher.publish({ subject: this.parts.names.subject(subject), body, id: event.eventId });
  }
}

function fitting<Schema extends z.ZodType>(schema: Schema, event: z.input<Schema>): z.output<Schema> {
  const checked = schema.safeParse(event);
  if (checked.success) return checked.data;
  throw new PermanentError('invalid-event', 'The event does not fit its schema and was not published', {
    cause: checked.error,
  });
}

/** `inbound.3.email.<account>.message` dies on `dead.INBOUND.email`. */
function deadSubjectFor(subject: string): string {
  const tokens = subject.split('.');
  if (tokens[0] === 'dead') return subject;
  const channel = tokens[0] === 'inbound' ? tokens[2] : tokens[1];
  return deadSubject((tokens[0] ?? 'unknown').toUpperCase(), channel ?? 'unknown');
}
