import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import { isOver } from '../invitations/read-invitations.js';
import type { MaybeShared } from '../matching/sharing/is-shared.js';
import { maskedAddress } from './masked-address.js';
import { isProofSecret, readProofToken } from './proof-secret.js';
import type { LinkPurpose } from './proof-words.js';
import { messageAskedAbout } from './message-asked-about.js';

/** A link that went out by direct message to whoever is invited has a page of its own. */
export type PagePurpose = Exclude<LinkPurpose, 'direct-invitation'>;

/** What a link is about, as far as its reader, who reads at the address that was asked, knows it already. */
export interface ProofAbout {
  purpose: PagePurpose;
  organisation: string;
  address: string;
  other: string;
  /** The newest message from that address when we asked: when it came, and to where. */
  message: { at: string; channel: string; to: string } | null;
}

/** What a link is good for now. */
export type ProofState =
  ({ state: 'open'; deniable: boolean } & ProofAbout) | { state: 'used' | 'expired' | 'unknown' };

export interface ProofRow {
  id: string;
  hash: Buffer;
  purpose: PagePurpose;
  identityId: string;
  address: string;
  /** How the asked one is called where its key is only a number of the platform. */
  handle: string | null;
  otherIdentityId: string | null;
  otherKey: string | null;
  organisation: string;
  timeZone: string;
  used: boolean;
  denied: boolean;
  expired: boolean;
  /** Of an invitation: its code is still to be posted. */
  codeHolds: boolean;
  /** Of an invitation that went out by direct message: the link that proved the public account. */
  accountProofId: string | null;
  invitationOver: boolean;
  asked: MaybeShared;
  other: MaybeShared | null;
  accountGroupId: string | null;
  /** Of an invitation: the account of ours that heard the public one. */
  ours: { id: string; createdAt: string; channel: string; address: string } | null;
  message: ProofAbout['message'];
}

/** The request that a token names, by its id and its secret; `lock` is a locking clause. */
export const findProof = (db: Queryable, token: string, lock = ''): Promise<ProofRow | undefined> =>
  findByToken(db, token, `${finding} ${lock}`);

/** What `finding` reads by the id that a token names (`$1`), if the token holds its secret too. */
export const findByToken = async <Row extends { hash: Buffer }>(
  db: Queryable,
  token: string,
  finding: string,
): Promise<Row | undefined> => {
  const read = readProofToken(token);
  if (!read) return undefined;
  const [row] = (await db.query(finding, [read.id])) as Row[];
  return row && isProofSecret(row.hash, read.secret) ? row : undefined;
};

/** For an invitation the other side is a public account, which the reader must know in full; else it is masked. */
export const proofStateOf = (row: ProofRow): ProofState => {
  if (row.denied || (row.used && !row.codeHolds)) return { state: 'used' };
  if ((row.expired && !row.used) || row.invitationOver) return { state: 'expired' };
  const { purpose, organisation, otherKey, message } = row;
  const address = row.handle ?? row.address;
  const other = purpose === 'invitation' ? (otherKey ?? '') : maskedAddress(otherKey ?? '');
  return { state: 'open', deniable: !row.used, purpose, organisation, address, other, message };
};

const maybeShared = (alias: string): string =>
  `json_build_object('kind', ${alias}.kind, 'key', ${alias}.key, 'shared', ${alias}.shared, 'sharedBy', ${alias}.shared_by)`;

const finding = `
select p.id, p.secret_hash as hash, p.purpose, p.identity_id as "identityId", i.key as address,
  case when i.kind <> 'mail' then i.handle end as handle, p.denied_at is not null as denied,
  p.other_identity_id as "otherIdentityId", p.account_proof_id as "accountProofId", p.used_at is not null as used, p.expires_at < clock_timestamp() as expired,
  (p.code_message_id is null and p.code_expires_at > clock_timestamp()) is true as "codeHolds",
  ${isOver('v')} is true as "invitationOver", ${maybeShared('i')} as asked,
  case when p.other_identity_id is not null then ${maybeShared('other')} end as other,
  coalesce(case when other.kind <> 'mail' then other.handle end, other.key) as "otherKey",
  coalesce((select name from workspace), 'Filo') as organisation,
  coalesce((select time_zone from workspace), 'UTC') as "timeZone",
  (select json_build_object('id', a.id, 'createdAt', a.created_at, 'channel', a.channel, 'address', a.address) from account a where a.id = v.account_id) as ours,
  (select m.account_group_id from message m where m.id = p.message_id) as "accountGroupId",
  ${messageAskedAbout('p', `json_build_object('at', ${iso('m.sort_at')}, 'channel', m.channel, 'to', a.address)`)} as message
from proof_request p join identity i on i.id = p.identity_id
  left join invitation v on v.id = p.invitation_id
  left join identity other on other.id = coalesce(p.other_identity_id, v.identity_id)
where p.id = $1 and p.purpose <> 'direct-invitation'`;
