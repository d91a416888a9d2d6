import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import type { PostPublic } from '../../outbound/post-public.js';
import { TellOutage } from '../../worker/tell-outage.js';
import { untilAborted } from '../../worker/until-aborted.js';
import type { WebhookSecrets } from '../webhook-secret.js';
import { ServeEndpoint, type Endpoint } from './serve-endpoint.js';
import { SpreadEvents } from './spread-events.js';

const pollMs = 1_000;

/**
 * Tells endpoints what happened, by as many workers as there are.
 *
 * - Each endpoint that has something due has a lane of its own, in one worker at a time: one that is slow or dead holds up nobody else.
 * - First attempts go in the order in which things were recorded, one after the other. What failed comes again later, after what followed it.
 * - An attempt is counted before it is made, and its outcome noted after it. Dying in between sends it once more, with the same id, when the
 *   lease has run out: at least once, never lost.
 * - While sending is held, as after a restore, nothing goes.
 */
export class SendWebhooks {
  readonly #lanes = new Map<string, Promise<void>>();
  readonly #serve: ServeEndpoint;
  readonly #spread: SpreadEvents;

  constructor(
    private readonly parts: {
      dataSource: DataSource;
      secrets: WebhookSecrets;
      post: PostPublic;
      log: Logger;
    },
  ) {
    this.#serve = new ServeEndpoint(parts);
    this.#spread = new SpreadEvents(parts.dataSource);
  }

  /** Runs until the signal aborts; resolves when what was being sent has been answered. */
  async run(signal: AbortSignal): Promise<void> {
    const tell = new TellOutage(this.parts.log, 'webhooks wait');
    while (!signal.aborted) {
      await this.#look(signal).then(
        () => tell.wentWell(),
        (error: unknown) => tell.failed(error),
      );
      await untilAborted(pollMs, signal);
    }
    await Promise.all(this.#lanes.values());
  }

  /** One round: all that is due now is sent. */
  async once(): Promise<void> {
    await this.#look(new AbortController().signal);
    await Promise.all(this.#lanes.values());
  }

  async #look(signal: AbortSignal): Promise<void> {
    while ((await this.#spread.once()) > 0 && !signal.aborted);
    const due = (await this.parts.dataSource.query(leasing)) as Endpoint[];
    for (const endpoint of due) {
      const lane = this.#serve
        .run(endpoint, signal)
        .catch((error: unknown) => this.parts.log.warn({ err: error, webhook: endpoint.id }, 'webhook waits'))
        .finally(() => this.#lanes.delete(endpoint.id));
      this.#lanes.set(endpoint.id, lane);
    }
  }
}

const leasing = `
with due as (
  select w.id from webhook w
  where w.state = 'on' and coalesce(w.lease_until, '-infinity') < now() and coalesce(w.rest_until, '-infinity') <= now()
    and not exists (select from workspace where sending_held)
    and exists (select from webhook_delivery d where d.webhook_id = w.id and d.state = 'waiting' and d.due_at <= now())
  for update skip locked
), leased as (
  update webhook w set lease_token = gen_random_uuid(), lease_until = now() + interval '60 seconds' from due where w.id = due.id
  returning w.id, w.lease_token
)
select id, lease_token as "leaseToken" from leased`;
