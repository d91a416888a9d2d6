import type { QuarantineItem, QuarantineReport } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { recordLive } from '../live/record-live.js';
import { notWaiting } from './not-waiting.js';
import { QuarantineItems } from './quarantine-items.js';

/**
 * Marks a waiting message as what an agent says it is, for the others to see and for the record. Nothing leaves the house, and
 * the message waits on: whether it is discarded is a decision of its own.
 */
@Injectable()
export class ReportQuarantined {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: QuarantineItems,
  ) {}

  async run(reader: Reader, id: string, { as }: QuarantineReport): Promise<QuarantineItem> {
    await inTransaction(this.dataSource, async (db) => {
      const [marked] = (await db.query(
        `with marked as (
           update quarantine q set reported_as = $3, reported_by = $4, reported_at = now()
           where q.id = $1 and q.state in ('waiting', 'replaying') and ${visibleTo('q', '$2')}
           returning q.account_group_id)
         select account_group_id as "accountGroupId" from marked`,
        [id, reader.accountGroupIds, as, reader.agentId],
      )) as { accountGroupId: string }[];
      if (!marked) {
        const item = await this.items.one(reader, id, db);
        throw notWaiting(item.state);
      }
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'quarantine-reported',
        subjectId: id,
        data: { as },
      });
      await recordLive(db, [{ accountGroupId: marked.accountGroupId, kind: 'quarantine', data: {} }]);
    });
    return this.items.one(reader, id);
  }
}
