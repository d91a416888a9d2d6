import type { deliveryStart } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { recordLive } from '../live/record-live.js';

type Request = z.output<typeof deliveryStart.request>;
type Reply = z.output<typeof deliveryStart.reply>;

/**
 * The fence before the first byte: at most one token gets a go for an attempt, and it gets the same answer however often it
 * asks. What was cancelled, held or answered meanwhile is stopped.
 */
export class StartDelivery {
  constructor(private readonly dataSource: DataSource) {}

  run(request: Request): Promise<Reply> {
    return this.dataSource.transaction(async (db) => {
      const started: { message_id: string; account_group_id: string; thread_id: string | null }[] =
        await db.query(starting, [request.deliveryId, request.attempt, request.token]);
      const [one] = started;
      if (!one) return this.#explain(request, await db.query(explaining, [request.deliveryId]));
      await recordLive(db, [
        {
          accountGroupId: one.account_group_id,
          kind: 'message',
          data: { threadId: one.thread_id, messageId: one.message_id, change: 'changed' },
        },
      ]);
      return { answer: 'go' };
    });
  }

  #explain(
    request: Request,
    [row]: { state: string; attempt: number; token: string | null; held: boolean }[],
  ): Reply {
    if (!row) return { answer: 'stop', reason: 'unknown-delivery' };
    if (row.state === 'cancelled') return { answer: 'stop', reason: 'cancelled' };
    if (row.state === 'sending' && row.attempt === request.attempt)
      return row.token === request.token ? { answer: 'go' } : { answer: 'stop', reason: 'started-elsewhere' };
    if (row.state !== 'queued' || row.attempt > request.attempt) return { answer: 'stop', reason: 'done' };
    return { answer: 'stop', reason: row.held ? 'held' : 'done' };
  }
}

const starting = `
with started as (
  update delivery set state = 'sending', start_token = $3, at = now()
  where id = $1 and attempt = $2 and state = 'queued' and not exists (select from workspace where sending_held)
  returning message_id
)
select m.id as message_id, m.account_group_id, l.person_id as thread_id
from started join message m on m.id = started.message_id
  left join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null`;

const explaining = `
select d.state, d.attempt, d.start_token as token, exists (select from workspace where sending_held) as held
from delivery d where d.id = $1`;
