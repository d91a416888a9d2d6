import type { ProofPurpose } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { isShared, type MaybeShared } from '../matching/sharing/is-shared.js';
import { confirmLink } from '../people/links/confirm-link.js';
import { holdLinks } from '../people/links/hold-links.js';
import { joinPeople } from '../people/links/join-people.js';
import { maskedAddress } from './masked-address.js';
import { isProofSecret, readProofToken } from './proof-secret.js';

/** What a link is good for now. */
export type ProofState =
  | { state: 'open'; purpose: ProofPurpose; organisation: string; other: string }
  | { state: 'used' | 'expired' | 'unknown' };

interface ProofRow {
  id: string;
  hash: Buffer;
  purpose: ProofPurpose;
  identityId: string;
  otherIdentityId: string | null;
  otherKey: string | null;
  organisation: string | null;
  used: boolean;
  expired: boolean;
  asked: MaybeShared;
  other: MaybeShared | null;
}

/** One-time links as their reader sees them. To look changes nothing; the button confirms, once. */
@Injectable()
export class ConfirmProof {
  constructor(private readonly dataSource: DataSource) {}

  async look(token: string): Promise<ProofState> {
    return stateOf(await find(this.dataSource, token, ''));
  }

  /**
   * Of two at once one finds it open: the row is locked before it is judged. The change of links and the use of the link are
   * one transaction.
   */
  confirm(token: string): Promise<ProofState> {
    return inTransaction(this.dataSource, async (db) => {
      await holdLinks(db);
      const row = await find(db, token, 'for no key update of p');
      const found = stateOf(row);
      if (!row || found.state !== 'open') return found;
      await db.query('update proof_request set used_at = clock_timestamp() where id = $1', [row.id]);
      await join(db, row);
      return found;
    });
  }
}

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

const maybeShared = (alias: string): string =>
  `json_build_object('kind', ${alias}.kind, 'key', ${alias}.key, 'shared', ${alias}.shared, 'sharedBy', ${alias}.shared_by)`;

const find = async (db: Queryable, token: string, lock: string): Promise<ProofRow | undefined> => {
  const read = readProofToken(token);
  if (!read) return undefined;
  const [row] = (await db.query(
    `select p.id, p.secret_hash as hash, p.purpose, p.identity_id as "identityId", p.other_identity_id as "otherIdentityId",
       p.used_at is not null as used, p.expires_at < clock_timestamp() as expired,
       ${maybeShared('i')} as asked, case when other.id is not null then ${maybeShared('other')} end as other,
       coalesce(case when other.kind <> 'mail' then other.handle end, other.key) as "otherKey",
       (select name from workspace) as organisation
     from proof_request p join identity i on i.id = p.identity_id
       left join identity other on other.id = p.other_identity_id
     where p.id = $1 ${lock}`,
    [read.id],
  )) as ProofRow[];
  return row && isProofSecret(row.hash, read.secret) ? row : undefined;
};

const stateOf = (row: ProofRow | undefined): ProofState => {
  if (!row) return { state: 'unknown' };
  if (row.used) return { state: 'used' };
  if (row.expired) return { state: 'expired' };
  const { purpose, organisation, otherKey } = row;
  return {
    state: 'open',
    purpose,
    organisation: organisation ?? 'Filo',
    other: maskedAddress(otherKey ?? ''),
  };
};
