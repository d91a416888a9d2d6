import type { WebhookEventType } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../../database/in-transaction.js';
import type { Queryable } from '../../database/queryable.js';
import { keepLinks } from '../../people/links/hold-links.js';
import { bodyOf } from './body-of.js';
import { readingEvents, type Happened } from './what-happened.js';

/** Any number will do as long as nobody else takes it. Whoever takes groups from an endpoint holds it too. */
export const spreadLock = 4_600_650;
const atOnce = 200;

interface Waiting {
  seq: string;
  type: WebhookEventType;
  sourceId: string;
  data: Pick<Happened, 'data' | 'groups'> | null;
  at: Date;
}

/**
 * Writes what happened down for each endpoint that hears of it, after its commit and in the order in which it was recorded, by one worker at a
 * time. A crash before the commit leaves all of it waiting.
 */
export class SpreadEvents {
  constructor(private readonly dataSource: DataSource) {}

  /** Resolves with how many were taken. */
  once(): Promise<number> {
    return inTransaction(this.dataSource, async (db) => {
      const [{ mine }] = (await db.query('select pg_try_advisory_xact_lock($1) as mine', [spreadLock])) as [
        { mine: boolean },
      ];
      if (!mine) return 0;
      const waiting = ((await db.query(taking, [atOnce])) as Waiting[]).sort(
        (a, b) => Number(a.seq) - Number(b.seq),
      );
      if (waiting.length > 0) await this.#write(db, waiting);
      return waiting.length;
    });
  }

  async #write(db: Queryable, waiting: readonly Waiting[]): Promise<void> {
    // What an erasure takes from a storm or a change of links is not held by the rows read here; nor would it find what is written beside it.
    await keepLinks(db);
    const found = new Map<string, Happened>();
    for (const type of new Set(waiting.map((one) => one.type))) {
      if (type === 'person.erased') continue;
      const ids = waiting.flatMap((one) => (one.type === type ? [one.sourceId] : []));
      for (const one of (await db.query(readingEvents[type], [ids])) as Happened[])
        found.set(`${type} ${one.sourceId}`, one);
    }
    const events = waiting.flatMap(({ type, sourceId, data, at }) => {
      const event = data === null ? found.get(`${type} ${sourceId}`) : { ...data, about: [] };
      return event === undefined ? [] : [{ type, ...event, at, body: bodyOf(type, at, event.data) }];
    });
    await db.query(writing, [JSON.stringify(events)]);
  }
}

const taking = `
with next as (select seq from webhook_waiting order by seq limit $1),
taken as (delete from webhook_waiting w using next where w.seq = next.seq returning w.*)
select seq, type, source_id as "sourceId", data, at from taken`;

const writing = `
insert into webhook_delivery (id, webhook_id, type, body, about, at)
select gen_random_uuid(), w.id, e.event ->> 'type', e.event ->> 'body',
  array(select jsonb_array_elements_text(e.event -> 'about')::uuid), (e.event ->> 'at')::timestamptz
from jsonb_array_elements($1::jsonb) with ordinality e(event, n)
join webhook w on w.state = 'on' and e.event ->> 'type' = any(w.events) and e.event -> 'groups' <> '[]'
  and array(select jsonb_array_elements_text(e.event -> 'groups')::uuid) <@ w.account_group_ids
order by e.n`;
