import type { Watch, WatchSeen } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { readWatches } from './list-watches.js';
import { lateMinutes } from './my-watches.js';

/** An agent saw what is new in what they watch: what they were shown, and nothing that came meanwhile. Later news than these stay seen. */
@Injectable()
export class NoteSeen {
  constructor(private readonly dataSource: DataSource) {}

  run(reader: Reader, messageId: string, seen: WatchSeen): Promise<Watch> {
    return inTransaction(this.dataSource, async (db) => {
      await noteSeen(db, reader, { messageId, ...seen });
      const [watch] = await readWatches(db, reader, messageId);
      if (watch) return watch;
      throw new DomainError('not-found', 'You watch no conversation by this post.');
    });
  }
}

export const noteSeen = async (
  db: Queryable,
  { agentId, accountGroupIds }: Reader,
  { messageId, messageIds, reach }: WatchSeen & { messageId: string },
): Promise<void> => {
  await db.query(noting, [accountGroupIds, agentId, messageId, messageIds, JSON.stringify(reach)]);
};

/** Which were seen is kept of those alone that something older may still come beside. */
const noting = `
with shown as (
  select m.id, m.ingested_at from message m where m.id = any($4::uuid[]) and ${visibleTo('m', '$1')}),
held as materialized (
  select w.message_id, greatest(w.seen_at, (select max(ingested_at) from shown)) as seen_at
  from conversation_watch w where w.agent_id = $2 and w.message_id = $3 for update)
update conversation_watch w set seen_at = held.seen_at, seen_reach = jsonb_strip_nulls($5::jsonb),
  seen_ids = array(
    select m.id from message m where (m.id = any(w.seen_ids) or m.id in (select id from shown))
      and m.ingested_at > held.seen_at - interval '${lateMinutes} minutes' order by 1)
from held where w.agent_id = $2 and w.message_id = held.message_id`;
