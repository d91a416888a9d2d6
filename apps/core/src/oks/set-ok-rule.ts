import type { OkRule } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { recordLive } from '../live/record-live.js';
import { readOkRule } from './show-ok-requests.js';

/** Whether public answers to posts of harm, law or press need a second pair of eyes. What waits already goes on waiting. */
@Injectable()
export class SetOkRule {
  constructor(private readonly dataSource: DataSource) {}

  run({ agentId }: Reader, { needed }: OkRule): Promise<OkRule> {
    return inTransaction(this.dataSource, async (db) => {
      if ((await readOkRule(db)).needed === needed) return { needed };
      await db.query('update workspace set sensitive_needs_ok = $1', [needed]);
      await recordAudit(db, { agentId, kind: 'ok-rule-set', data: { needed } });
      await recordLive(db, [{ accountGroupId: null, kind: 'oks', data: { threadId: null } }]);
      return readOkRule(db);
    });
  }
}
