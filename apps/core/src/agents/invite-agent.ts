import type { agentInvite, AgentLinkMade } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { SendLink } from '../agent-links/send-link.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { needGroups, setAccess } from './check-agent.js';

/** Makes an agent who has no password yet, and the link by which they choose one. */
@Injectable()
export class InviteAgent {
  constructor(
    private readonly dataSource: DataSource,
    private readonly sendLink: SendLink,
  ) {}

  run(reader: Reader, wanted: z.output<typeof agentInvite>): Promise<AgentLinkMade> {
    return inTransaction(this.dataSource, async (db) => {
      const { role, accountGroupIds } = wanted;
      await needGroups(db, accountGroupIds);
      const id = uuidv7();
      const [made] = await db.query(
        `insert into agent (id, email, name, role, language, time_zone, invited_at)
         values ($1, $2, $3, $4, $5, $6, now()) on conflict (email) do nothing returning id`,
        [id, wanted.email, wanted.name, role, wanted.language, wanted.timeZone],
      );
      if (!made) throw emailTaken(wanted.email);
      await setAccess(db, id, accountGroupIds);
      const data = { role, accountGroupIds };
      await recordAudit(db, { agentId: reader.agentId, kind: 'agent-invited', subjectId: id, data });
      return this.sendLink.inTransaction(db, reader, { agentId: id, accountId: wanted.accountId });
    });
  }
}

const emailTaken = (email: string): DomainError =>
  new DomainError(
    'conflict',
    `Nobody was invited: ${email} is the address of an agent already. Make a new link for them, or reactivate them.`,
    { reason: 'email-taken', errors: [{ path: 'email', message: 'An agent has this address already' }] },
  );
