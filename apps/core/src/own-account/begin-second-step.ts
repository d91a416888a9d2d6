import type { SecondStepBegun } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { inTransaction } from '../database/in-transaction.js';
import { shownSecret } from '../second-step/judge-code.js';
import { SecondStep } from '../second-step/second-step.js';
import { holdChecked } from '../sessions/hold-checked.js';
import { CheckOwnPassword } from './check-own-password.js';
import { needSession } from './need-session.js';

/** Shows a secret for an app that makes codes; nothing is asked for at the door before a code of it was typed. */
@Injectable()
export class BeginSecondStep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkOwn: CheckOwnPassword,
    private readonly secondStep: SecondStep,
  ) {}

  async run(reader: Reader, current: string, address: string): Promise<SecondStepBegun> {
    needSession(reader);
    const checked = await this.checkOwn.run(reader, current, address);
    return inTransaction(this.dataSource, async (db) => {
      await holdChecked(db, checked);
      const secret = await this.secondStep.begin(db, reader.agentId);
      const [workspace] = (await db.query('select name from workspace')) as { name: string }[];
      return shownSecret(secret, { issuer: workspace?.name ?? 'Filo', label: reader.email });
    });
  }
}
