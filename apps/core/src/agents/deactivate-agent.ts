import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { endSessions } from '../sessions/end-sessions.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { lockAdmins, needAnotherAdmin, noSuchAgent } from './check-agent.js';
import { HandOver } from './hand-over.js';

/**
 * Lets an agent go: their sessions, tokens and links end at once, then their open topics and promises go to whoever takes them over,
 * batch by batch. Dying in between leaves the rest to the worker. Asked again, it names who takes over what is left.
 */
@Injectable()
export class DeactivateAgent {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ends: SessionEnds,
    private readonly handOver: HandOver,
  ) {}

  async run(reader: Reader, agentId: string, handOverTo: string | null): Promise<void> {
    await inTransaction(this.dataSource, async (db) => {
      await lockAdmins(db);
      const [agent] = (await db.query('select role from agent where id = $1 for no key update', [
        agentId,
      ])) as {
        role: string;
      }[];
      if (!agent) throw noSuchAgent();
      if (agent.role === 'admin') await needAnotherAdmin(db, agentId);
      if (handOverTo !== null) await needTaker(db, agentId, handOverTo);
      await endAccess(db, agentId);
      await db.query(
        `update agent set disabled_at = coalesce(disabled_at, now()), hand_over_by = $2, hand_over_to = $3 where id = $1`,
        [agentId, reader.agentId, handOverTo],
      );
      const data = { handOverTo };
      await recordAudit(db, { agentId: reader.agentId, kind: 'agent-deactivated', subjectId: agentId, data });
    });
    this.ends.tellAgent(agentId);
    await this.handOver.run(agentId);
  }
}

const endAccess = async (db: Queryable, agentId: string): Promise<void> => {
  await endSessions(db, agentId);
  await db.query('delete from api_token where agent_id = $1', [agentId]);
  await db.query('delete from agent_link where agent_id = $1', [agentId]);
};

const needTaker = async (db: Queryable, agentId: string, takerId: string): Promise<void> => {
  const [taker] = await db.query(
    'select from agent where id = $1 and id <> $2 and disabled_at is null and invited_at is null',
    [takerId, agentId],
  );
  if (!taker)
    throw new DomainError(
      'unknown-reference',
      'Nothing was changed: there is no such active agent to take over the open topics.',
      { reason: 'no-such-agent' },
    );
};
