import type { WebhookView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';

/** Endpoints as an admin sees them: those whose account groups they all see. */
@Injectable()
export class ShowWebhooks {
  constructor(private readonly dataSource: DataSource) {}

  async all({ accountGroupIds }: Reader): Promise<WebhookView[]> {
    return (await this.dataSource.query(`${reading} order by lower(w.name), w.id`, [
      accountGroupIds,
      null,
    ])) as WebhookView[];
  }

  async one({ accountGroupIds }: Reader, id: string, db: Queryable = this.dataSource): Promise<WebhookView> {
    const [webhook] = (await db.query(reading, [accountGroupIds, id])) as WebhookView[];
    if (!webhook)
      throw new DomainError('not-found', 'There is no webhook with this id.', { reason: 'no-such-webhook' });
    return webhook;
  }
}

const reading = `
select w.id, w.name, w.url, w.events, w.account_group_ids as "accountGroupIds", w.state, w.why, w.version,
  ${iso('w.succeeded_at')} as "lastSuccessAt", ${iso('w.failing_since')} as "failingSince",
  case when w.former_until > now() then ${iso('w.former_until')} end as "formerSecretUntil",
  (select count(*)::int from webhook_delivery d where d.webhook_id = w.id and d.state = 'waiting') as waiting,
  (select count(*)::int from webhook_delivery d where d.webhook_id = w.id and d.state = 'failed') as failed
from webhook w where w.account_group_ids <@ $1::uuid[] and ($2::uuid is null or w.id = $2)`;
