import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { makeRecoveryCodes } from '../second-step/recovery-codes.js';
import { needRight, notSetUp, SecondStep } from '../second-step/second-step.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { needSession } from './need-session.js';

/**
 * From now on a code is asked for at the door: the app that shows it has the right secret. Every other browser is signed out, since it
 * came in without. Resolves with the recovery codes, which are told this once.
 */
@Injectable()
export class ConfirmSecondStep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly secondStep: SecondStep,
    private readonly ends: SessionEnds,
  ) {}

  async run(reader: Reader, code: string): Promise<string[]> {
    const sessionKey = needSession(reader);
    const { agentId } = reader;
    const { verdict, codes } = await inTransaction(this.dataSource, async (db) => {
      await db.query('select from agent where id = $1 for no key update', [agentId]);
      const verdict = await this.secondStep.judge(db, { agentId, code, isNew: true });
      if (verdict !== 'right') return { verdict, codes: [] };
      await db.query('update second_step set confirmed_at = now() where agent_id = $1', [agentId]);
      await db.query('delete from session where agent_id = $1 and id_hash <> $2', [agentId, sessionKey]);
      await recordAudit(db, { agentId, kind: 'second-step-set', subjectId: agentId });
      return { verdict, codes: await makeRecoveryCodes(db, agentId) };
    });
    if (verdict === 'needed') throw notSetUp();
    needRight(verdict);
    this.ends.tellAgent(agentId);
    return codes;
  }
}
