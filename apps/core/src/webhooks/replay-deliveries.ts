import type { WebhookReplay, WebhookReplayed, WebhookTested } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { bodyOf } from './sending/body-of.js';
import { ShowWebhooks } from './show-webhooks.js';

/** Sends again what was sent, under the same id, and sends a first word for a try. */
@Injectable()
export class ReplayDeliveries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly webhooks: ShowWebhooks,
  ) {}

  replay(reader: Reader, id: string, wanted: WebhookReplay): Promise<WebhookReplayed> {
    return inTransaction(this.dataSource, async (db) => {
      await this.#needOn(db, reader, id);
      const { deliveryId: one = null, failedSince: since = null } = wanted;
      const [{ count }] = (await db.query(replaying, [id, one, since])) as [{ count: number }];
      if (count === 0 && one !== null)
        throw new DomainError('not-found', 'There is no such delivery that could be sent again.');
      await recordAudit(db, {
        ...{ agentId: reader.agentId, kind: 'webhook-replayed', subjectId: id, data: { messages: count } },
      });
      return { count };
    });
  }

  test(reader: Reader, id: string): Promise<WebhookTested> {
    return inTransaction(this.dataSource, async (db) => {
      await this.#needOn(db, reader, id);
      const [deliveryId, at] = [uuidv7(), new Date()];
      await db.query(
        `with rested as (update webhook set rest_until = null where id = $2)
         insert into webhook_delivery (id, webhook_id, type, body, about, at) values ($1, $2, 'webhook.test', $3, '{}', $4)`,
        [deliveryId, id, bodyOf('webhook.test', at, {}), at],
      );
      return { deliveryId };
    });
  }

  async #needOn(db: Queryable, reader: Reader, id: string): Promise<void> {
    const { state } = await this.webhooks.one(reader, id, db);
    if (state !== 'on')
      throw new DomainError('conflict', 'Nothing was sent: this webhook is off. Switch it on first.', {
        reason: 'webhook-not-on',
      });
  }
}

/** What is under way already is left alone. */
const replaying = `
with again as (
  update webhook_delivery set state = 'waiting', attempts = 0, replays = replays + 1, due_at = now()
  where webhook_id = $1 and (id = $2 and state <> 'waiting' or state = 'failed' and at >= $3::timestamptz) returning 1
), rested as (update webhook set rest_until = null where id = $1)
select count(*)::int as count from again`;
