import type { AgentPatch } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { lockAdmins, needAnotherAdmin, needGroups, noSuchAgent, setAccess } from './check-agent.js';

/** Renames an agent, or changes what they may. What is open in their browser is told at once, by opening its stream anew. */
@Injectable()
export class ChangeAgent {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ends: SessionEnds,
  ) {}

  async run(reader: Reader, agentId: string, patch: AgentPatch): Promise<void> {
    await inTransaction(this.dataSource, async (db) => {
      await lockAdmins(db);
      const [before] = (await db.query(reading, [agentId])) as Before[];
      if (!before) throw noSuchAgent();
      if (before.role === 'admin' && patch.role !== undefined && patch.role !== 'admin')
        await needAnotherAdmin(db, agentId);
      if (patch.accountGroupIds) {
        await needGroups(db, patch.accountGroupIds);
        await setAccess(db, agentId, patch.accountGroupIds);
      }
      const { name = null, role = null, language = null, timeZone = null } = patch;
      await db.query(
        `update agent set name = coalesce($2, name), role = coalesce($3, role), language = coalesce($4, language),
           time_zone = coalesce($5, time_zone) where id = $1`,
        [agentId, name, role, language, timeZone],
      );
      const data = { ...patch, was: before };
      await recordAudit(db, { agentId: reader.agentId, kind: 'agent-changed', subjectId: agentId, data });
    });
    this.ends.tellAgent(agentId);
  }
}

interface Before {
  name: string;
  role: string;
  accountGroupIds: string[];
}

const reading = `
select name, role, array(select account_group_id from agent_access where agent_id = a.id) as "accountGroupIds"
from agent a where id = $1 for no key update`;
