import type { Bus, Incoming, Outcome } from '@filo/bus';
import type {
  DeliveryReceipt,
  InboundEvent,
  MessageDeleted,
  MessageEdited,
  MessageQuarantined,
  MessageReceived,
} from '@filo/contracts';
import type { Logger } from '@filo/service';
import type { BlobStore } from '../blobs/blob-store.js';
import { isRefusedData } from '../database/database-errors.js';
import type { StoreDeletions } from '../deletions/store-deletions.js';
import type { StoreEdits } from '../edits/store-edits.js';
import type { StoreReceipts } from '../deliveries/store-receipts.js';
import type { StoreQuarantined } from '../quarantine/store-quarantined.js';
import type { ErasedEvents } from './erased-events.js';
import type { FetchAgain } from './fetch-again.js';
import { isAway, KeepInHand } from './keep-in-hand.js';
import { TakeMessages } from './take-messages.js';
import { withBlobs } from './with-blobs.js';
import type { CommittedEvent } from './intake.js';
import type { IngestMetrics } from './ingest-metrics.js';
import { Pace } from './pace.js';

/** The durable consumer of all core workers together. */
export const inboundDurable = 'core-worker';

/** Messages a second from which ingest counts as busy. No desk is written to at this pace: it is an import or a flood. */
const busyPerSecond = 50;

export interface InboundParts {
  messages: TakeMessages;
  quarantined: StoreQuarantined;
  receipts: StoreReceipts;
  edits: StoreEdits;
  deletions: StoreDeletions;
  blobs: BlobStore;
  fetchAgain: FetchAgain;
  erased: ErasedEvents;
  /** Rejects while the database or the blob storage is away. */
  look: () => Promise<unknown>;
  log: Logger;
  metrics?: IngestMetrics;
}

/**
 * Takes batches from INBOUND, stores them, says so, and only then lets them be acked. A batch that Postgres refuses is
 * stored one by one, so that one poisoned message does not hold up the others; what cannot be stored even alone goes dead.
 * While Postgres or the blob storage is away what is in hand waits there, and no more is taken: nothing is judged by an error that is not
 * its own.
 */
export class InboundConsumer {
  readonly #pace = new Pace();
  readonly #keep: KeepInHand;
  #inHand = 0;

  constructor(
    private readonly bus: Bus,
    private readonly parts: InboundParts,
  ) {
    this.#keep = new KeepInHand(parts);
  }

  /** Work that can wait leaves this process to ingest meanwhile. */
  get busy(): boolean {
    return this.#inHand >= busyPerSecond || this.#pace.perSecond >= busyPerSecond;
  }

  run(signal: AbortSignal, batchMax = 500): Promise<void> {
    return this.bus.consumeInbound(inboundDurable, {
      batchMax,
      batchesAtOnce: 2,
      signal,
      handle: (batch) => this.handle(batch, signal),
    });
  }

  async handle(
    batch: readonly Incoming<InboundEvent>[],
    signal = new AbortController().signal,
  ): Promise<Outcome[]> {
    this.#inHand += batch.length;
    const working = (): void => batch[0]?.working();
    try {
      return await this.#keep.run(() => this.#handle(batch), {
        working,
        signal,
        // Looked at alone after it failed among others.
        ...(batch.length === 1 && { roundsMax: 2 }),
      });
    } finally {
      this.#inHand -= batch.length;
      this.#pace.add(batch.length);
    }
  }

  async #handle(batch: readonly Incoming<InboundEvent>[]): Promise<Outcome[]> {
    const stop = this.parts.metrics?.start(batch);
    const outcomes = new Map<InboundEvent, Outcome>();
    const welcome = await this.#withoutErased(batch, outcomes);
    const { ready, waiting } = await withBlobs(welcome, { bus: this.bus, blobs: this.parts.blobs });
    for (const event of waiting)
      outcomes.set(event, { type: 'retry', reason: 'a blob is missing on the bus' });
    void this.parts.fetchAgain.run(waiting);
    await this.#store(
      ready.map((incoming) => incoming.event),
      outcomes,
    );
    stop?.();
    return batch.map(({ event }) => outcomes.get(event) ?? { type: 'retry', reason: 'not reached' });
  }

  /** What was erased is taken for done, and its door hears so. */
  async #withoutErased(
    batch: readonly Incoming<InboundEvent>[],
    outcomes: Map<InboundEvent, Outcome>,
  ): Promise<readonly Incoming<InboundEvent>[]> {
    const erased = await this.parts.erased.among(batch.map(({ event }) => event));
    if (erased.size === 0) return batch;
    const gone = batch.map(({ event }) => event).filter(({ eventId }) => erased.has(eventId));
    for (const event of gone) outcomes.set(event, { type: 'done' });
    this.#say(
      gone,
      gone.map(({ eventId }) => ({ eventId, outcome: 'known' })),
    );
    return batch.filter(({ event }) => !erased.has(event.eventId));
  }

  async #store(events: readonly InboundEvent[], outcomes: Map<InboundEvent, Outcome>): Promise<void> {
    const ofType = <Event extends InboundEvent>(type: Event['type']): Event[] =>
      events.filter((event): event is Event => event.type === type);
    const { messages, quarantined, receipts, edits, deletions } = this.parts;
    await this.#tolerant(ofType<MessageReceived>('message'), outcomes, (some) => messages.run(some));
    await this.#tolerant(ofType<MessageQuarantined>('quarantined'), outcomes, (some) =>
      quarantined.run(some),
    );
    await this.#tolerant(ofType<DeliveryReceipt>('receipt'), outcomes, async (some) => {
      await receipts.run(some);
      return [];
    });
    // After the messages: one of this batch may be changed or gone by now.
    await this.#tolerant(ofType<MessageEdited>('edited'), outcomes, async (some) => {
      await edits.run(some);
      return [];
    });
    await this.#tolerant(ofType<MessageDeleted>('deleted'), outcomes, async (some) => {
      await deletions.run(some);
      return [];
    });
  }

  /** All together; when the data of one is refused, each alone. */
  async #tolerant<Event extends InboundEvent>(
    events: readonly Event[],
    outcomes: Map<InboundEvent, Outcome>,
    store: (events: readonly Event[]) => Promise<CommittedEvent[]>,
  ): Promise<void> {
    if (events.length === 0) return;
    try {
      this.#say(events, await store(events));
      for (const event of events) outcomes.set(event, { type: 'done' });
    } catch (error) {
      if (isAway(error)) throw error;
      this.parts.log.warn({ err: error, events: events.length }, 'batch refused');
      if (events.length > 1) {
        for (const event of events) await this.#tolerant([event], outcomes, store);
        return;
      }
      const reason = error instanceof Error ? error.message : String(error);
      outcomes.set(events[0]!, isRefusedData(error) ? { type: 'dead', reason } : { type: 'retry', reason });
    }
  }

  /** Core's word to the doors that wait for it, after the commit and before the acks. */
  #say(events: readonly InboundEvent[], committed: readonly CommittedEvent[]): void {
    const places = new Map(events.map((event) => [event.eventId, event]));
    const groups = new Map<string, CommittedEvent[]>();
    for (const one of committed) {
      const event = places.get(one.eventId)!;
      const place = `${event.channel}\u0000${event.accountId}`;
      const group = groups.get(place);
      if (group) group.push(one);
      else groups.set(place, [one]);
    }
    for (const [place, list] of groups) {
      const [channel, accountId] = place.split('\u0000') as [string, string];
      this.bus.emitCommitted(channel, accountId, { v: 1, events: list });
    }
  }
}
