import type { SignIn as Credentials } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { needRight, SecondStep } from '../second-step/second-step.js';
import { CheckPassword } from './check-password.js';
import { holdChecked } from './hold-checked.js';
import { openSession } from './open-session.js';

/** Checks a password, and the code of those who have one, and opens a session; resolves with its secret. */
@Injectable()
export class SignIn {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkPassword: CheckPassword,
    private readonly secondStep: SecondStep,
  ) {}

  async run(credentials: Credentials, from: { address: string; userAgent: string }): Promise<string> {
    const checked = await this.checkPassword.run(credentials, from.address);
    const { agentId } = checked;
    const { verdict, secret } = await inTransaction(this.dataSource, async (db) => {
      await holdChecked(db, checked);
      const verdict = await this.secondStep.judge(db, { agentId, code: credentials.code });
      if (verdict !== 'right') return { verdict, secret: '' };
      await recordAudit(db, { agentId, kind: 'signed-in', subjectId: agentId });
      return { verdict, secret: await openSession(db, agentId, from.userAgent) };
    });
    needRight(verdict);
    return secret;
  }
}
