import type { deliveryStart } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { recordLive } from '../live/record-live.js';
import { editedMeanwhile, editedWhy, type PostedParts } from './edited-meanwhile.js';
import { StoreReceipts } from './store-receipts.js';

type Request = z.output<typeof deliveryStart.request>;
type Reply = z.output<typeof deliveryStart.reply>;

/**
 * The fence before the first byte: at most one token gets a go for an attempt, and it gets the same answer however often it
 * asks. What was cancelled, held or answered meanwhile is stopped, and what leaves from an account that is paused or removed. So is an answer to what its author changed since: it has failed with that reason, its topic
 * waits for us again, and whoever has read the new words may send it again as it is. Where an earlier attempt may stand there it is not called failed.
 */
export class StartDelivery {
  constructor(private readonly dataSource: DataSource) {}

  async run(request: Request): Promise<Reply> {
    const reply = await this.#start(request);
    if (reply.reason === 'edited') await this.#fail(request);
    return reply;
  }

  #start(request: Request): Promise<Reply> {
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
    [row]: { state: string; attempt: number; token: string | null; held: boolean; edited: boolean }[],
  ): Reply {
    if (!row) return { answer: 'stop', reason: 'unknown-delivery' };
    if (row.state === 'cancelled') return { answer: 'stop', reason: 'cancelled' };
    if (row.state === 'sending' && row.attempt === request.attempt)
      return row.token === request.token ? { answer: 'go' } : { answer: 'stop', reason: 'started-elsewhere' };
    if (row.state !== 'queued' || row.attempt > request.attempt) return { answer: 'stop', reason: 'done' };
    if (row.held) return { answer: 'stop', reason: 'held' };
    return { answer: 'stop', reason: row.edited && row.attempt === request.attempt ? 'edited' : 'done' };
  }

  /** As its connector would say it. Whoever dies before leaves it queued: it is asked for again, and comes to the same. */
  async #fail({ deliveryId, attempt }: Request): Promise<void> {
    const [facts] = (await this.dataSource.query(failing, [deliveryId])) as Failing[];
    if (!facts) return;
    const { channel, accountId, ...posted } = facts;
    await new StoreReceipts(this.dataSource).run([
      {
        ...{ v: 1, type: 'receipt', eventId: uuidv7(), channel, accountId, deliveryId, attempt },
        ...{ state: 'failed', at: new Date().toISOString(), ...editedWhy(posted) },
      },
    ]);
  }
}

interface Failing extends PostedParts {
  channel: string;
  accountId: string;
}

const failing = `
select a.channel, a.id as "accountId", coalesce(cardinality(d.external_ids), 0) as posted, coalesce(jsonb_array_length(d.parts), 0) as parts
from delivery d join account a on a.id = d.account_id where d.id = $1`;

const starting = `
with started as (
  update delivery d set state = 'sending', start_token = $3, at = now()
  where id = $1 and attempt = $2 and state = 'queued' and not exists (select from workspace where sending_held) and not ${editedMeanwhile('d')}
    and exists (select from account a where a.id = d.account_id and a.state = 'active')
  returning message_id
)
select m.id as message_id, m.account_group_id, l.person_id as thread_id
from started join message m on m.id = started.message_id
  left join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null`;

const explaining = `
select d.state, d.attempt, d.start_token as token, exists (select from workspace where sending_held) or a.state = 'paused' as held,
  ${editedMeanwhile('d')} and a.state = 'active' as edited
from delivery d join account a on a.id = d.account_id where d.id = $1`;
