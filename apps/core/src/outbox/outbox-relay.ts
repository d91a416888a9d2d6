import { PermanentError, whyOf, type Bus } from '@filo/bus';
import type { DeliveryReceipt, SendInput } from '@filo/contracts';
import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { BlobStore } from '../blobs/blob-store.js';
import { putOnBus } from '../blobs/put-on-bus.js';
import { WakeUp } from '../database/wake-up.js';
import { StoreReceipts } from '../deliveries/store-receipts.js';
import { outboxNotification } from './queue-send.js';
import { removedLeaves } from './waiting-of-account.js';
import { TellOutage } from '../worker/tell-outage.js';

/** Rows published at once. */
const windowMax = 256;
const pollMs = 1_000;
/** After the first time on the bus without a receipt; then twice as long. */
const firstWaitMs = 60_000;

interface Due {
  id: string;
  payload: SendInput;
  /** Its account was removed. */
  isLeft: boolean;
}

type Failure = Required<Pick<DeliveryReceipt, 'code' | 'detail' | 'why'>>;

/**
 * Brings committed sends to the bus, by as many workers as there are.
 *
 * - Rows are taken by state with `for update skip locked`, never by an id above a cursor: a slow transaction may commit
 *   below any cursor.
 * - A row taken is marked published before it goes to the bus. When the process dies in between, or the bus loses it, it
 *   goes again after 60 s, then after twice as long, up to an hour. What the bus refused does not count.
 * - A bus that was away may have lost its memory: whatever waits for a receipt then goes again at once. It may have been away while no worker
 *   was there to see it, so a worker that starts does the same with what went to the bus a minute ago or earlier.
 * - A row is done only when the connector's receipt is back (`StoreReceipts`). A second copy on the bus harms nothing: the
 *   connector asks `delivery.start` before its first byte, and only one attempt ever gets a go.
 * - What the bus can never take, whenever it is tried, has failed, with the reason; the rows beside it go on.
 * - While sending is held, as after a restore, nothing is taken; nor what leaves from a paused account, until it is resumed
 *   (`releaseWaiting`): each copy on the bus would hold one of the places that the other accounts of its channel need.
 * - What its account left behind when it was removed has failed.
 */
export class OutboxRelay {
  readonly #wakeUp: WakeUp;
  readonly #tell: TellOutage;

  constructor(private readonly parts: { dataSource: DataSource; bus: Bus; blobs: BlobStore; log: Logger }) {
    this.#wakeUp = new WakeUp(parts.dataSource, outboxNotification);
    this.#tell = new TellOutage(parts.log, 'outbox waits');
  }

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    let wasAway = false;
    const forget = this.parts.bus.reconnected(() => (wasAway = true));
    let mayHaveMissedIt = true;
    while (!signal.aborted) {
      if (mayHaveMissedIt) mayHaveMissedIt = !(await this.again({ olderThanMs: firstWaitMs }));
      if (wasAway) wasAway = !(await this.again());
      const full = await this.once().then(
        (count) => (this.#tell.wentWell(), count === windowMax),
        (error: unknown) => this.#tell.failed(error),
      );
      if (full !== true) await this.#wakeUp.next(pollMs, signal);
    }
    forget();
    this.#wakeUp.close();
  }

  /** What was published so long ago and has no receipt yet is due again; answers whether that could be written down. */
  async again({ olderThanMs = 0 } = {}): Promise<boolean> {
    try {
      await this.parts.dataSource.query(
        `update outbox set published_at = null, published = greatest(published - 1, 0)
         where done_at is null and published_at <= now() - make_interval(secs => $1)`,
        [olderThanMs / 1_000],
      );
      return true;
    } catch (error) {
      this.#tell.failed(error);
      return false;
    }
  }

  /** Publishes what is due now; resolves with how many rows were taken. */
  async once(): Promise<number> {
    const rows: Due[] = await this.parts.dataSource.query(taking, [windowMax]);
    const results = await Promise.allSettled(
      rows.map(({ payload, isLeft }) => (isLeft ? Promise.resolve(removedLeaves) : this.#publish(payload))),
    );
    await this.#fail(
      rows.flatMap(({ payload }, index) => {
        const { value } = results[index] as { value?: Failure };
        return value ? [{ payload, failure: value }] : [];
      }),
    );
    const refused = rows.filter((_, index) => results[index]!.status === 'rejected');
    if (refused.length === 0) return rows.length;
    await this.parts.dataSource.query(
      `update outbox set published_at = null, published = greatest(published - 1, 0), due_at = now() + interval '1 second' where id = any($1) and done_at is null`,
      [refused.map((row) => row.id)],
    );
    throw new Error(`${refused.length} sends could not be published; they are kept and tried again.`, {
      cause: results.find((result) => result.status === 'rejected')?.reason,
    });
  }

  /** Says of each what a connector's receipt would. */
  #fail(failed: readonly { payload: SendInput; failure: Failure }[]): Promise<void> {
    return new StoreReceipts(this.parts.dataSource).run(
      failed.map(({ payload: { channel, accountId, deliveryId, attempt }, failure }) => ({
        ...{ v: 1, type: 'receipt', eventId: uuidv7(), channel, accountId, deliveryId, attempt },
        ...{ state: 'failed', at: new Date().toISOString(), ...failure },
      })),
    );
  }

  /** A send that comes late finds the bus without the files that went with it. Resolves with why it can never go, if so. */
  async #publish(payload: SendInput): Promise<Failure | undefined> {
    const { bus, blobs } = this.parts;
    await putOnBus(
      bus,
      blobs,
      (payload.attachments ?? []).map(({ blob }) => blob),
    );
    try {
      await bus.publishSend(payload);
      return undefined;
    } catch (error) {
      if (error instanceof PermanentError)
        return { code: error.code, detail: error.message, why: whyOf(error) };
      throw error;
    }
  }
}

const taking = `
with due as (
  select o.id, a.state = 'removed' as is_left
  from outbox o join delivery d on d.id = o.delivery_id join account a on a.id = d.account_id
  where o.done_at is null and o.due_at <= now()
    and (o.published_at is null
      or o.published_at < now() - least(interval '${firstWaitMs} milliseconds' * 2 ^ greatest(o.published - 1, 0), interval '1 hour'))
    and (a.state = 'active' or a.state = 'removed' and d.state = 'queued')
    and not exists (select from workspace where sending_held)
  order by o.due_at limit $1
  for update of o skip locked
), taken as (
  update outbox o set published_at = now(), published = o.published + 1
  from due where o.id = due.id returning o.id, o.payload, due.is_left
)
select id, payload, is_left as "isLeft" from taken`;
