import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inTransaction } from '../../database/in-transaction.js';
import { newId } from '../../database/new-id.js';
import type { Queryable } from '../../database/queryable.js';
import { recordLive } from '../../live/record-live.js';
import { findByToken } from '../../proofs/find-proof.js';
import type { ProofLanguage } from '../../proofs/proof-words.js';
import type { InvitationAsked } from '../page/take-address.js';
import { mailAddress } from '../page/typed-address.js';
import { isOver } from '../read-invitations.js';

interface Row {
  id: string;
  hash: Buffer;
  invitationId: string;
  organisation: string;
  account: string;
  accountGroupId: string;
  over: boolean;
}

/** Addresses of one link that wait for their mail; the worker takes them up within a second or so. */
const waitingMax = 20;

/**
 * The page behind an invitation by direct message. To look changes nothing: networks open links. Its button proves the account that the
 * message went to, for nobody else has the link, and names the address to go on by. That one is proven by a mail of its own; what becomes of it is
 * decided by the worker afterwards, so that the page cannot tell whether we know it.
 */
@Injectable()
export class TakeDirect {
  constructor(private readonly dataSource: DataSource) {}

  async look(token: string): Promise<InvitationAsked> {
    return seen(await find(this.dataSource, token));
  }

  take(token: string, typed: string, language: ProofLanguage): Promise<InvitationAsked> {
    return inTransaction(this.dataSource, async (db) => {
      const row = await find(db, token, 'for no key update of p');
      const found = seen(row);
      if (!row || found.state !== 'open') return found;
      const address = mailAddress(typed);
      if (address === undefined) return { ...found, state: 'not-an-address', typed };
      await db.query(
        'update proof_request set used_at = coalesce(used_at, clock_timestamp()) where id = $1',
        [row.id],
      );
      const evidence = { invitationId: row.invitationId, address, language, accountProofId: row.id };
      await db.query(taking, [newId(), JSON.stringify(evidence), row.accountGroupId, row.id]);
      await recordLive(db, [{ accountGroupId: row.accountGroupId, kind: 'proofs', data: {} }]);
      return { state: 'asked' };
    });
  }
}

const seen = (row: Row | undefined): InvitationAsked =>
  !row
    ? { state: 'unknown' }
    : row.over
      ? { state: 'over' }
      : { state: 'open', organisation: row.organisation, account: row.account };

const find = (db: Queryable, token: string, lock = ''): Promise<Row | undefined> =>
  findByToken(db, token, `${finding} ${lock}`);

const finding = `
select p.id, p.secret_hash as hash, v.id as "invitationId", coalesce((select name from workspace), 'Filo') as organisation,
  left(coalesce(i.handle, i.key), 100) as account, v.account_group_id as "accountGroupId",
  ${isOver('v')} or p.expires_at < clock_timestamp() as over
from proof_request p join invitation v on v.id = p.invitation_id join identity i on i.id = p.identity_id
where p.id = $1 and p.purpose = 'direct-invitation'`;

const taking = `
insert into evidence_waiting (id, kind, evidence, account_group_id)
select $1::uuid, 'invited', $2::jsonb, $3::uuid where (
  select count(*) from (select from evidence_waiting w where w.kind = 'invited' and w.evidence ->> 'accountProofId' = $4::text
    limit ${waitingMax}) waiting) < ${waitingMax}`;
