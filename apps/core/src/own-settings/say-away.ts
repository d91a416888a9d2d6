import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';

/** An agent says that they are away, or back; said twice, it is said once. Routing gives nothing to who is away. */
@Injectable()
export class SayAway {
  constructor(private readonly dataSource: DataSource) {}

  run({ agentId }: Reader, away: boolean): Promise<void> {
    return inTransaction(this.dataSource, async (db) => {
      const [changed] = await db.query(saying, [agentId, away]);
      if (!changed) return;
      const kind = away ? 'agent-went-away' : 'agent-came-back';
      await recordAudit(db, { agentId, kind, subjectId: agentId });
    });
  }
}

const saying = `
update agent set away_at = case when $2::boolean then now() end
where id = $1 and (away_at is not null) is distinct from $2
returning id`;
