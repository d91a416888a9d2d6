import type { QuarantineItem } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { recordLive } from '../live/record-live.js';
import { notWaiting } from './not-waiting.js';
import { QuarantineItems } from './quarantine-items.js';

/** Takes an item off the page for good. The ledger keeps its key, so that it does not come back by itself. */
@Injectable()
export class DiscardQuarantined {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: QuarantineItems,
  ) {}

  async run(reader: Reader, id: string): Promise<QuarantineItem> {
    await inTransaction(this.dataSource, async (db) => {
      const [gone] = (await db.query(
        `with gone as (
           update quarantine q set state = 'discarded' where q.id = $1 and q.state = 'waiting' and ${visibleTo('q', '$2')}
           returning q.account_group_id)
         select account_group_id as "accountGroupId" from gone`,
        [id, reader.accountGroupIds],
      )) as { accountGroupId: string }[];
      if (!gone) {
        const item = await this.items.one(reader, id, db);
        throw notWaiting(item.state);
      }
      await recordAudit(db, { agentId: reader.agentId, kind: 'quarantine-discarded', subjectId: id });
      await recordLive(db, [{ accountGroupId: gone.accountGroupId, kind: 'quarantine', data: {} }]);
    });
    return this.items.one(reader, id);
  }
}
