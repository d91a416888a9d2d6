import type {
  Committed,
  DeliveryReceipt,
  InboundEvent,
  InboundEventInput,
  Send,
  SendInput,
} from '@filo/contracts';
import type { Ask } from './ask.js';
import type { Blobs } from './blobs.js';
import type { Bucket } from './bucket.js';

/** How one event of a batch ended; `settle` alone turns it into ack, nak or dead letter. */
export type Outcome =
  | { type: 'done' }
  | { type: 'retry'; reason: string; retryAfterMs?: number }
  | { type: 'dead'; reason: string };

export interface Incoming<Event> {
  readonly event: Event;
  readonly subject: string;
  /** 1 at the first delivery. */
  readonly deliveries: number;
  /** Tells the bus that work goes on; call it in handlers that may take longer than 20 s. */
  working(): void;
}

export interface ConsumeOptions<Event> {
  /** At most this many events a batch; there is no timer, an idle bus gives batches of one. */
  batchMax?: number;
  /** So many batches may be in work at once, default 1: while one waits for its database, another is read and decided. */
  batchesAtOnce?: number;
  /**
   * Each event is handed over and settled by itself, in place of batches: what takes long for one account holds up none of another. `perSubject` of
   * one subject may be in work at once, and `atOnce` of all, but one of each subject always.
   */
  eachAlone?: { perSubject: number; atOnce: number };
  signal: AbortSignal;
  /**
   * Must return one outcome per event, in order. Throwing counts as `retry` for all of them. Acks are sent after the
   * returned promise resolves and never before.
   */
  handle(batch: readonly Incoming<Event>[]): Promise<readonly Outcome[]>;
  /** An event that no schema of this release reads: unknown major waits, anything else is reported here and goes dead. */
  onUnreadable?(subject: string, reason: string, data: Uint8Array): Promise<void>;
}

/** What is taken out of the streams for good. */
export interface Erasing {
  /** Whether an event goes; it is as it was published, undefined where it cannot be read. */
  matches(stream: 'inbound' | 'outbound' | 'dead', event: unknown): boolean;
  /** Blobs in transit, by their hashes. One that is named by an event which stays, of those that are read, is kept. */
  blobs: readonly string[];
  /** Only what came in by these channels is read, in INBOUND and DEAD; absent: everything. */
  channels?: readonly string[];
  /** Told every few messages. */
  step?(): void;
}

/** How much was erased in each place. */
export interface ErasedFromBus {
  inbound: number;
  outbound: number;
  dead: number;
}

/**
 * The one door to NATS. What must not be lost goes through `publish*` (JetStream: resolves after the server has stored and
 * fsynced it; rejects with `TemporaryError` when it may be tried again); what can be asked again through `ask`, `emit` and
 * `listen`.
 */
export abstract class Bus {
  /** Publishes one event on INBOUND; sets the lane. Many may be under way at once: a window holds back the rest. */
  abstract publishInbound(event: InboundEventInput): Promise<void>;
  abstract publishSend(command: SendInput): Promise<void>;
  abstract publishDead(subject: string, data: Uint8Array, reason: string): Promise<void>;

  /** Consumes through a provisioned durable consumer; ends when the signal aborts and all handed-out events are settled. */
  abstract consumeInbound(durable: string, options: ConsumeOptions<InboundEvent>): Promise<void>;
  abstract consumeSends(connector: string, channel: string, options: ConsumeOptions<Send>): Promise<void>;
  abstract consumeDead(
    durable: string,
    options: ConsumeOptions<{ subject: string; data: Uint8Array; reason: string }>,
  ): Promise<void>;

  /** Core's word that events are committed. */
  abstract emitCommitted(channel: string, accountId: string, committed: Committed): void;
  /**
   * Publishes and waits for core's word on this very event. Resolves with its outcome; rejects with `TemporaryError` after
   * `timeoutMs`, when the event may or may not be committed: ask `ledger.has`, or publish it again.
   */
  abstract publishAndAwaitCommit(
    event: Exclude<InboundEventInput, DeliveryReceipt>,
    timeoutMs: number,
  ): Promise<Committed['events'][number]>;

  /** Core NATS, fire and forget, JSON. */
  abstract emit(subject: string, payload: unknown): void;
  abstract listen(
    subject: string,
    handle: (payload: unknown, subject: string) => void,
  ): Promise<() => Promise<void>>;

  abstract readonly ask: Ask;
  abstract readonly blobs: Blobs;
  abstract bucket(name: string): Promise<Bucket>;

  /** Overwrites stored events and blobs. Core alone may. Rejects with `TemporaryError` when it is to be run again, which does no harm. */
  abstract erase(erasing: Erasing): Promise<ErasedFromBus & { blobs: number }>;

  abstract status(): BusStatus;
  /** Calls back each time the bus is back, which may have lost its memory meanwhile; answers how to stop. */
  abstract reconnected(listener: () => void): () => void;
  /** Stops taking, finishes what is under way, flushes, closes. */
  abstract drain(): Promise<void>;
}

export interface BusStatus {
  connected: boolean;
  serverVersion: string | undefined;
  /** Whether the server fsyncs before it acks; undefined when it cannot be told. */
  syncAlways: boolean | undefined;
  /** What is degraded and why. */
  reasons: readonly string[];
}
