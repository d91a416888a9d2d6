import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { recordLive } from '../live/record-live.js';
import { outboxNotification } from '../outbox/queue-send.js';

/** Holds all sending, or releases it. Asking for what is so already changes nothing. */
@Injectable()
export class HoldSending {
  constructor(private readonly dataSource: DataSource) {}

  async run(agentId: string, held: boolean): Promise<void> {
    await inTransaction(this.dataSource, async (db) => {
      const [changed] = (await db.query(
        `with changed as (update workspace set sending_held = $1 where sending_held <> $1 returning 1)
         select count(*)::int as rows from changed`,
        [held],
      )) as { rows: number }[];
      if (changed?.rows !== 1) return;
      await recordAudit(db, { agentId, kind: held ? 'sending-held' : 'sending-released' });
      await recordLive(db, [{ accountGroupId: null, kind: 'outbox', data: {} }]);
      if (!held) await db.query(releasing);
    });
  }
}

/**
 * What was on the bus when sending was held got a stop and would wait for its next turn, up to an hour. It goes again at
 * once: a second copy harms nothing, for only one start of an attempt is ever allowed.
 */
const releasing = `
with again as (update outbox set published_at = null where done_at is null and published_at is not null returning 1)
select pg_notify('${outboxNotification}', ''), (select count(*) from again)`;
