import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { noSuchAgent } from './check-agent.js';
import { HandOver } from './hand-over.js';

/** Takes an agent back: they sign in with the password they had, and get back the topics that nobody handed on since. */
@Injectable()
export class ReactivateAgent {
  constructor(
    private readonly dataSource: DataSource,
    private readonly handOver: HandOver,
  ) {}

  async run(reader: Reader, agentId: string): Promise<void> {
    await inTransaction(this.dataSource, async (db) => {
      const [agent] = (await db.query(
        'select disabled_at is not null as gone from agent where id = $1 for no key update',
        [agentId],
      )) as { gone: boolean }[];
      if (!agent) throw noSuchAgent();
      if (!agent.gone) return;
      await db.query(
        // Whoever was let go before they came needs a new link, and is invited until it is used.
        `update agent set disabled_at = null, hand_over_by = $2, hand_over_to = null,
           invited_at = case when password_hash is null then coalesce(invited_at, now()) end where id = $1`,
        [agentId, reader.agentId],
      );
      await recordAudit(db, { agentId: reader.agentId, kind: 'agent-reactivated', subjectId: agentId });
    });
    await this.handOver.run(agentId);
  }
}
