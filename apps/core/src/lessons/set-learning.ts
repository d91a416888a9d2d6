import type { LessonRule } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { readLearning } from './list-lessons.js';

/** Whether what was learnt moves posts that are weighed from now on. What is corrected meanwhile is learnt all the same. */
@Injectable()
export class SetLearning {
  constructor(private readonly dataSource: DataSource) {}

  run({ agentId }: Reader, { on }: LessonRule): Promise<LessonRule> {
    return inTransaction(this.dataSource, async (db) => {
      if ((await readLearning(db)) === on) return { on };
      await db.query('update workspace set learns_severity = $1', [on]);
      await recordAudit(db, { agentId, kind: 'learning-set', data: { on } });
      return { on };
    });
  }
}
