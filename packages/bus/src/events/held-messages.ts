import type { JsMsg } from '@nats-io/jetstream';

/** A handler that gave no sign for this long is taken for stuck: its messages go to somebody else. */
const stuckMs = 120_000;

/**
 * Messages this process has and has not settled. Tells the server in time that they are in work, so that a short ack wait
 * brings back the messages of a killed process quickly and those of a busy one never.
 */
export class HeldMessages {
  private readonly held = new Set<JsMsg>();
  private readonly forgotten = new WeakSet<JsMsg>();
  private created: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastProgressMs = Date.now();

  /** Tells the server three times within the consumer's ack wait. */
  keepAliveWithin(ackWaitMs: number): void {
    clearInterval(this.timer);
    this.timer = setInterval(() => this.keepAlive(), ackWaitMs / 3).unref();
  }

  /**
   * The consumer was opened anew. The server goes by numbers alone: what a wiped or rolled back one gave out before has the number of another message by
   * now, of which nothing must be said by mistake. `upTo`: the last number that it knows to have given out.
   */
  openedAnew({ created, upTo }: { created: string; upTo: number }): void {
    const isOther = this.created !== undefined && this.created !== created;
    this.created = created;
    for (const message of this.held) {
      if (!isOther && message.seq <= upTo) continue;
      this.held.delete(message);
      this.forgotten.add(message);
    }
  }

  /** The server knows this very message, and is told of it. */
  isKnown(message: JsMsg): boolean {
    return !this.forgotten.has(message);
  }

  /** Somebody else has it at once. */
  giveBack(message: JsMsg): void {
    if (this.isKnown(message)) message.nak();
    this.remove(message);
  }

  add(message: JsMsg): void {
    if (this.held.size === 0) this.progress();
    this.held.add(message);
  }

  remove(message: JsMsg): void {
    this.held.delete(message);
    this.progress();
  }

  progress(): void {
    this.lastProgressMs = Date.now();
  }

  close(): void {
    clearInterval(this.timer);
    this.held.clear();
  }

  private keepAlive(): void {
    if (Date.now() - this.lastProgressMs > stuckMs) return;
    for (const message of this.held) message.working();
  }
}
