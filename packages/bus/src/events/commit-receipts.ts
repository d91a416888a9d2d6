import { committed, type Committed } from '@filo/contracts';
import type { NatsConnection, Subscription } from '@nats-io/nats-core';
import { asBusError } from '../connection/translate-error.js';
import { TemporaryError } from '../errors.js';

export type CommittedEvent = Committed['events'][number];

export interface AwaitedCommit {
  /** Where core says it. */
  subject: string;
  eventId: string;
  timeoutMs: number;
}

interface Channel {
  subscription: Subscription;
  /** Settles with the server's word that it has the subscription; undefined when nobody asked or the server went away. */
  ready: Promise<void> | undefined;
  waiters: Map<string, (event: CommittedEvent) => void>;
}

/** Waits for core's word on single events. One subscription per subject, shared by all who wait on it. */
export class CommitReceipts {
  private readonly channels = new Map<string, Channel>();

  constructor(private readonly connection: NatsConnection) {}

  /** Subscribes first, then calls `publish`; a receipt cannot slip through between the two. */
  async publishAndAwait(
    { subject, eventId, timeoutMs }: AwaitedCommit,
    publish: () => Promise<void>,
  ): Promise<CommittedEvent> {
    const channel = this.channel(subject);
    const { waiters } = channel;
    let timer: NodeJS.Timeout | undefined;
    const receipt = new Promise<CommittedEvent>((resolve, reject) => {
      waiters.set(eventId, resolve);
      timer = setTimeout(() => reject(late(eventId, timeoutMs)), timeoutMs);
    });
    // The publication may fail first and leave nobody to hear of the timeout.
    receipt.catch(() => {});
    try {
      return await Promise.race([
        receipt,
        this.ready(channel)
          .then(publish)
          .then(() => receipt),
      ]);
    } finally {
      clearTimeout(timer);
      waiters.delete(eventId);
    }
  }

  private channel(subject: string): Channel {
    const known = this.channels.get(subject);
    if (known !== undefined && !known.subscription.isClosed()) return known;
    const waiters: Channel['waiters'] = known?.waiters ?? new Map();
    const subscription = this.connection.subscribe(subject, {
      callback: (error, message) => {
        if (error !== null) return;
        const read = committed.safeParse(safeJson(message.data));
        if (!read.success) return;
        for (const event of read.data.events) waiters.get(event.eventId)?.(event);
      },
    });
    const channel = { subscription, waiters, ready: undefined };
    this.channels.set(subject, channel);
    return channel;
  }

  /**
   * The server has the subscription when it answers a flush. A flush that a lost connection cut short must not be
   * remembered: the client subscribes again by itself, and who comes next asks anew.
   */
  private ready(channel: Channel): Promise<void> {
    channel.ready ??= this.connection.flush().catch((error: unknown) => {
      channel.ready = undefined;
      throw asBusError(error, 'Subscribing to the receipts of core');
    });
    return channel.ready;
  }
}

const late = (eventId: string, timeoutMs: number): TemporaryError =>
  new TemporaryError(
    `Core did not confirm ${eventId} within ${timeoutMs} ms: it may or may not be stored, ask the ledger or publish it again`,
  );

function safeJson(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    return undefined;
  }
}
