import type { WebhookDeliveries, webhookDeliveryQuery, WebhookDelivery } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { exactly, iso } from '../paging/json-times.js';
import { aboveAll, readMarker } from '../paging/page-marker.js';
import { pageOf } from '../paging/page-of.js';
import { ShowWebhooks } from './show-webhooks.js';

/** What was sent to an endpoint, and how it ended; newest first. */
@Injectable()
export class ShowDeliveries {
  constructor(
    private readonly dataSource: DataSource,
    private readonly webhooks: ShowWebhooks,
  ) {}

  async run(
    reader: Reader,
    id: string,
    { cursor, limit, state }: z.output<typeof webhookDeliveryQuery>,
  ): Promise<WebhookDeliveries> {
    await this.webhooks.one(reader, id);
    const rows = (await this.dataSource.query(listing, [
      ...[id, ...(readMarker(cursor) ?? aboveAll), limit + 1, state ?? null],
    ])) as (WebhookDelivery & { exactAt: string })[];
    return pageOf(rows, limit);
  }
}

const listing = `
select d.id, d.type, d.state, ${iso('d.at')} as at, ${exactly('d.at')} as "exactAt", d.body, d.attempts, d.replays,
  case when d.state = 'waiting' then ${iso('d.due_at')} end as "dueAt", ${iso('d.tried_at')} as "triedAt",
  d.status, d.answer, d.duration_ms as "durationMs", d.problem
from webhook_delivery d
where d.webhook_id = $1 and (d.at, d.id) < ($2::timestamptz, $3::uuid) and ($5::text is null or d.state = $5)
order by d.at desc, d.id desc limit $4`;
