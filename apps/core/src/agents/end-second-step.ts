import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { needSession } from '../own-account/need-session.js';
import { removeSecondStep } from '../second-step/second-step.js';
import { noSuchAgent } from './check-agent.js';

/**
 * Takes the second step of a colleague off, who lost the device and the recovery codes. Refuses API tokens, and whoever would take their own
 * off: that needs password and code. Done twice, nothing happens.
 */
@Injectable()
export class EndSecondStep {
  constructor(private readonly dataSource: DataSource) {}

  async run(reader: Reader, agentId: string): Promise<void> {
    needSession(reader);
    await inTransaction(this.dataSource, async (db) => {
      const [agent] = (await db.query('select id from agent where id = $1 for no key update', [agentId])) as {
        id: string;
      }[];
      if (!agent) throw noSuchAgent();
      // As it is stored: an id may be asked for in capitals.
      if (agent.id === reader.agentId) throw ownStep();
      if (await removeSecondStep(db, agentId))
        await recordAudit(db, { agentId: reader.agentId, kind: 'second-step-removed', subjectId: agentId });
    });
  }
}

const ownStep = (): DomainError =>
  new DomainError(
    'not-allowed',
    'Nothing was changed: take it off for yourself in your account, with password and code.',
    { reason: 'own-second-step' },
  );
