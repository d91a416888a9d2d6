import type { Consumer, ConsumerMessages, JetStreamClient, JsMsg } from '@nats-io/jetstream';
import { millis } from '@nats-io/nats-core';
import { setTimeout as delay } from 'node:timers/promises';
import type { BusLog } from '../connection/bus-options.js';
import { inTime } from '../connection/within.js';
import { HeldMessages } from './held-messages.js';
import { bodyBytes } from './message-body.js';

/** A batch ends early at this size, so that long mails do not fill the memory. */
const batchBytesMax = 16 * 1024 * 1024;

const openAgainMs = 500;
/** A server that has just started drops questions about its streams without a word. */
const openMs = 1_000;

/**
 * Pulls from one durable consumer into a queue and hands out what is there. Survives restarts of the server and consumers
 * that are made later; the server's limit on unacknowledged messages bounds the queue. Opens the consumer anew after every
 * reconnect: left alone, the client looks for a consumer that is being made anew only every five seconds.
 */
export class MessageSource {
  readonly held = new HeldMessages();
  private readonly queue: JsMsg[] = [];
  private messages: ConsumerMessages | undefined;
  private takers: (() => void)[] = [];
  private stopped = false;
  private readonly pulling: Promise<void>;

  constructor(
    private readonly jetstream: JetStreamClient,
    private readonly stream: string,
    private readonly durable: string,
    private readonly log: BusLog,
    /** Calls back after every reconnect of the bus; answers how to stop. */
    reconnected: (listener: () => void) => () => void,
  ) {
    const forget = reconnected(() => this.messages?.stop());
    this.pulling = this.pull().finally(forget);
  }

  /** Waits for the first message, then takes all that are there, at most `max`; empty when the source was stopped. */
  async take(max: number): Promise<JsMsg[]> {
    while (this.queue.length === 0 && !this.stopped) {
      await new Promise<void>((resolve) => this.takers.push(resolve));
    }
    const batch: JsMsg[] = [];
    let bytes = 0;
    while (!this.stopped && batch.length < max) {
      const next = this.queue[0];
      if (next === undefined) break;
      bytes += bodyBytes(next);
      if (batch.length > 0 && bytes > batchBytesMax) break;
      batch.push(next);
      this.queue.shift();
    }
    return batch;
  }

  /** Stops pulling and gives back what was not handed out; what was handed out stays held. */
  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    this.messages?.stop();
    for (const message of this.queue.splice(0)) this.held.giveBack(message);
    this.wake();
    await this.pulling;
  }

  /** Everybody who waits looks again; who finds nothing goes on waiting. */
  private wake(): void {
    for (const taker of this.takers.splice(0)) taker();
  }

  private async pull(): Promise<void> {
    let told = '';
    while (!this.stopped) {
      try {
        const consumer = await inTime(openMs, this.jetstream.consumers.get(this.stream, this.durable));
        told = '';
        await this.pullFrom(consumer);
      } catch (error) {
        const { stream, durable } = this;
        if (told !== String(error))
          this.log.warn({ stream, durable, error: String(error) }, 'consumer not there');
        told = String(error);
        if (!this.stopped) await delay(openAgainMs);
      }
    }
  }

  private async pullFrom(consumer: Consumer): Promise<void> {
    if (this.stopped) return;
    const { config, created, delivered } = await consumer.info(true);
    this.held.openedAnew({ created, upTo: delivered.stream_seq });
    this.held.keepAliveWithin(millis(config.ack_wait ?? 0) || 15_000);
    const messages = await consumer.consume({
      max_messages: 500,
      expires: 5_000,
      abort_on_missing_resource: true,
      callback: (message) => this.arrived(message),
    });
    this.messages = messages;
    // Stopped while the consumer was being opened.
    if (this.stopped as boolean) messages.stop();
    const error = await messages.closed();
    if (error instanceof Error) throw error;
  }

  private arrived(message: JsMsg): void {
    if (this.stopped) {
      message.nak();
      return;
    }
    this.held.add(message);
    this.queue.push(message);
    this.wake();
  }
}
