import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { needRight, SecondStep, type Verdict } from '../second-step/second-step.js';
import { holdChecked } from '../sessions/hold-checked.js';
import { CheckOwnPassword } from './check-own-password.js';
import { needSession } from './need-session.js';

/** Does what needs both, the password of now and a code; what is refused is counted and changes nothing. */
@Injectable()
export class WithSecondStep {
  constructor(
    private readonly dataSource: DataSource,
    private readonly checkOwn: CheckOwnPassword,
    private readonly secondStep: SecondStep,
  ) {}

  async run<T>(
    reader: Reader,
    { current, code, address }: { current: string; code: string; address: string },
    act: (db: Queryable) => Promise<T>,
  ): Promise<T> {
    needSession(reader);
    const checked = await this.checkOwn.run(reader, current, address);
    const done = await inTransaction(
      this.dataSource,
      async (db): Promise<{ verdict: Verdict; result?: T }> => {
        await holdChecked(db, checked);
        await this.secondStep.need(db, reader.agentId);
        const verdict = await this.secondStep.judge(db, { agentId: reader.agentId, code });
        return verdict === 'right' ? { verdict, result: await act(db) } : { verdict };
      },
    );
    needRight(done.verdict);
    return done.result as T;
  }
}
