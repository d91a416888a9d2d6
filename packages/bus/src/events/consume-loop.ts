import type { JsMsg } from '@nats-io/jetstream';
import type { Blobs } from '../blobs.js';
import type { ConsumeOptions, Incoming, Outcome } from '../bus.js';
import type { BusLog } from '../connection/bus-options.js';
import { PermanentError } from '../errors.js';
import type { Decoded } from './decode-event.js';
import { handleBatch } from './handle-batch.js';
import { Lanes, type LaneLimits } from './lanes.js';
import { unpackBody } from './message-body.js';
import type { MessageSource } from './message-source.js';
import { settle } from './settle.js';

/** Deliveries after which a body that was put aside and is gone will not come back. */
const missingBodyDeliveriesMax = 10;

export interface ConsumeLoopOptions<Event> extends ConsumeOptions<Event> {
  source: MessageSource;
  blobs: Blobs;
  log: BusLog;
  plainSubject(subject: string): string;
  decode(message: JsMsg, body: Uint8Array): Decoded<Event>;
  publishDead(subject: string, data: Uint8Array, reason: string): Promise<void>;
  noticeUnknownMajor(subject: string, major: number): void;
}

interface Opened<Event> {
  message: JsMsg;
  subject: string;
  body: Uint8Array;
  decoded: Decoded<Event> | { type: 'outcome'; outcome: Outcome };
}

/**
 * Natural batching: takes what is there, hands it over, settles it, repeats. No timer; an idle bus gives batches of one. Or each by itself.
 * Nothing is settled before the handler's promise has resolved.
 */
export class ConsumeLoop<Event> {
  constructor(private readonly options: ConsumeLoopOptions<Event>) {}

  /** Ends when the source is stopped and everything handed out is settled. */
  async run(): Promise<void> {
    const { source, batchesAtOnce = 1, eachAlone } = this.options;
    if (eachAlone === undefined)
      await Promise.all(Array.from({ length: batchesAtOnce }, () => this.batchAfterBatch()));
    else await this.eachAlone({ perLane: eachAlone.perSubject, atOnce: eachAlone.atOnce });
    source.held.close();
  }

  /** One that takes its time holds up nobody but those behind it in its lane. */
  private async eachAlone(limits: LaneLimits): Promise<void> {
    const { source, batchMax = 500 } = this.options;
    const lanes = new Lanes<JsMsg>(limits);
    const inWork = new Set<Promise<void>>();
    let broken: { error: unknown } | undefined;
    const begin = () => {
      for (let message = lanes.next(); message !== undefined; message = lanes.next()) {
        const { subject } = message;
        const one = this.alone(message)
          .catch((error: unknown) => {
            broken ??= { error };
            void source.stop();
          })
          .then(() => {
            inWork.delete(one);
            lanes.ended(subject);
            begin();
          });
        inWork.add(one);
      }
    };
    for (let some = await source.take(batchMax); some.length > 0; some = await source.take(batchMax)) {
      for (const message of some) lanes.add(message.subject, message);
      begin();
    }
    // Somebody else has them at once.
    for (const message of lanes.giveBack()) source.held.giveBack(message);
    await Promise.all(inWork);
    if (broken !== undefined) throw broken.error;
  }

  private async alone(message: JsMsg): Promise<void> {
    await this.handle([await this.open(message)]);
  }

  private async batchAfterBatch(): Promise<void> {
    const { source, batchMax = 500 } = this.options;
    for (;;) {
      const batch = await source.take(batchMax);
      if (batch.length === 0) return;
      await this.handle(await Promise.all(batch.map((message) => this.open(message))));
    }
  }

  private async open(message: JsMsg): Promise<Opened<Event>> {
    const subject = this.options.plainSubject(message.subject);
    try {
      const body = await unpackBody(message, this.options.blobs);
      return { message, subject, body, decoded: this.options.decode(message, body) };
    } catch (error) {
      const gone = error instanceof PermanentError && message.info.deliveryCount >= missingBodyDeliveriesMax;
      const reason = `its body could not be fetched: ${String(error)}`;
      const outcome: Outcome = gone ? { type: 'dead', reason } : { type: 'retry', reason };
      return { message, subject, body: new Uint8Array(0), decoded: { type: 'outcome', outcome } };
    }
  }

  private async handle(batch: readonly Opened<Event>[]): Promise<void> {
    const readable: { opened: Opened<Event>; incoming: Incoming<Event> }[] = [];
    for (const opened of batch) {
      if (opened.decoded.type !== 'event') await this.settleUnhandled(opened);
      else readable.push({ opened, incoming: this.incoming(opened, opened.decoded.event) });
    }
    if (readable.length === 0) return;
    const outcomes = await handleBatch(
      readable.map(({ incoming }) => incoming),
      (events) => this.options.handle(events),
    );
    await Promise.all(
      readable.map(({ opened }, index) =>
        this.settle(opened, outcomes[index] ?? { type: 'retry', reason: 'no outcome' }),
      ),
    );
  }

  private incoming({ message, subject }: Opened<Event>, event: Event): Incoming<Event> {
    return {
      event,
      subject,
      deliveries: message.info.deliveryCount,
      working: () => {
        const { held } = this.options.source;
        held.progress();
        if (held.isKnown(message)) message.working();
      },
    };
  }

  private async settleUnhandled(opened: Opened<Event>): Promise<void> {
    const { decoded, subject, body } = opened;
    switch (decoded.type) {
      case 'event':
        return;
      case 'outcome':
        return this.settle(opened, decoded.outcome);
      case 'unknown-major':
        this.options.noticeUnknownMajor(subject, decoded.major);
        return this.settle(opened, { type: 'unknown-major' });
      case 'unreadable':
        try {
          await this.options.onUnreadable?.(subject, decoded.reason, body);
        } catch (error) {
          return this.settle(opened, {
            type: 'retry',
            reason: `unreadable, and not reported: ${String(error)}`,
          });
        }
        return this.settle(opened, { type: 'dead', reason: `unreadable: ${decoded.reason}` });
    }
  }

  private async settle(
    { message, subject, body }: Opened<Event>,
    outcome: Outcome | { type: 'unknown-major' },
  ): Promise<void> {
    if (outcome.type === 'retry' || outcome.type === 'dead') {
      const { reason } = outcome;
      this.options.log.warn(
        { subject, reason, deliveries: message.info.deliveryCount },
        `event ${outcome.type}`,
      );
    }
    const { held } = this.options.source;
    if (held.isKnown(message))
      await settle(message, outcome, (reason) => this.options.publishDead(subject, body, reason));
    held.remove(message);
  }
}
