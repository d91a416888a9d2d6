import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { joinProven } from '../invitations/direct/join-proven.js';
import { lineToPost } from '../invitations/invitation-code.js';
import { refuseShared } from '../invitations/refuse-shared.js';
import { showCode } from '../invitations/show-code.js';
import { recordLive } from '../live/record-live.js';
import { isShared } from '../matching/sharing/is-shared.js';
import { confirmLink } from '../people/links/confirm-link.js';
import { holdLinks } from '../people/links/hold-links.js';
import { joinPeople } from '../people/links/join-people.js';
import { findProof, proofStateOf, type ProofRow, type ProofState } from './find-proof.js';
import { maskedAddress } from './masked-address.js';

/** What the button leads to. */
export type Confirmed =
  | Exclude<ProofState, { state: 'open' }>
  | { state: 'confirmed' }
  | {
      state: 'code';
      organisation: string;
      account: string;
      address: string;
      line: string;
      until: Date;
      /** Of the workspace. */
      timeZone: string;
      ours: ProofRow['ours'];
    };

/** One-time links as their reader sees them. To look changes nothing; the button confirms, once. */
@Injectable()
export class ConfirmProof {
  constructor(private readonly dataSource: DataSource) {}

  async look(token: string): Promise<ProofState> {
    const row = await findProof(this.dataSource, token);
    return row ? proofStateOf(row) : { state: 'unknown' };
  }

  /**
   * Of two at once one finds it open: the row is locked before it is judged. The change of links and the use of the link are
   * one transaction.
   */
  confirm(token: string): Promise<Confirmed> {
    return inTransaction(this.dataSource, async (db) => {
      await holdLinks(db);
      const row = await findProof(db, token, 'for no key update of p');
      if (!row) return { state: 'unknown' };
      const found = proofStateOf(row);
      if (found.state !== 'open') return found;
      if (!row.used) await use(db, row);
      if (row.purpose !== 'invitation' || row.accountProofId !== null) return { state: 'confirmed' };
      if (isShared(row.asked)) {
        await refuseShared(db, row.id);
        return { state: 'confirmed' };
      }
      const { code, until } = await showCode(db, row.id);
      const { organisation, address } = row;
      const line = lineToPost(code, address);
      return {
        state: 'code',
        organisation,
        account: found.other,
        address: maskedAddress(address),
        line,
        until,
        timeZone: row.timeZone,
        ours: row.ours,
      };
    });
  }
}

const use = async (db: Queryable, row: ProofRow): Promise<void> => {
  await db.query('update proof_request set used_at = clock_timestamp() where id = $1', [row.id]);
  await join(db, row);
  if (row.accountProofId !== null)
    await joinProven(db, { proofId: row.id, accountProofId: row.accountProofId });
  const { accountGroupId } = row;
  await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
};

const join = async (db: Queryable, row: ProofRow): Promise<void> => {
  const grounds = {
    evidence: { type: 'one-time-link', proofId: row.id, purpose: row.purpose, identityId: row.identityId },
    grade: 'proven',
    actor: { name: 'one-time link' },
  } as const;
  // Shared, as we know by now: whoever pressed the button is one of several, and speaks for none of the others.
  if (isShared(row.asked)) return;
  if (row.otherIdentityId === null || (row.other && isShared(row.other)))
    await confirmLink(db, row.identityId, grounds);
  else await joinPeople(db, { ...grounds, identityIds: [row.identityId, row.otherIdentityId] });
};
