import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { recordLive } from '../live/record-live.js';
import { findProof, proofStateOf, type ProofState } from './find-proof.js';

export type Denied = Exclude<ProofState, { state: 'open' }> | { state: 'denied' };

/**
 * "That was not me": the link is over, nothing is joined or confirmed, and agents see what was said. Whoever says it learns no
 * more than whoever says nothing. Of two answers at once the row takes one.
 */
@Injectable()
export class DenyProof {
  constructor(private readonly dataSource: DataSource) {}

  run(token: string): Promise<Denied> {
    return inTransaction(this.dataSource, async (db) => {
      const row = await findProof(db, token, 'for no key update of p');
      if (!row) return { state: 'unknown' };
      const found = proofStateOf(row);
      if (found.state !== 'open') return found;
      if (!found.deniable) return { state: 'used' };
      await db.query('update proof_request set denied_at = clock_timestamp() where id = $1', [row.id]);
      const { accountGroupId, purpose, identityId } = row;
      await recordAudit(db, {
        agentId: null,
        kind: 'proof-denied',
        subjectId: row.id,
        data: { purpose, identityId },
      });
      await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
      return { state: 'denied' };
    });
  }
}
