import type { Queryable } from '../../database/queryable.js';
import { findProof, proofStateOf, type ProofRow, type ProofState } from '../../proofs/find-proof.js';
import { isShared } from '../../matching/sharing/is-shared.js';

/** The public account that an invitation is for, beside the mail address that was confirmed for it. */
export interface InvitedAccount {
  proofId: string;
  invitationId: string;
  /** The public identity, and its permanent key. */
  invitedId: string;
  key: string;
  mailId: string;
  /** The account of ours that heard it, and its channel. */
  accountId: string;
  channel: string;
  accountGroupId: string;
}

/** What a mailed link is good for: to sign in with the account beside its address, or why not. */
export type FoundAccount =
  { state: 'ready'; row: ProofRow; invited: InvitedAccount } | Exclude<ProofState, { state: 'open' }>;

/** Only who has confirmed the address of an invitation that still stands is offered this; `lock` is a locking clause. */
export const findInvitedAccount = async (db: Queryable, token: string, lock = ''): Promise<FoundAccount> => {
  const row = await findProof(db, token, lock);
  if (!row) return { state: 'unknown' };
  const found = proofStateOf(row);
  if (found.state !== 'open') return found;
  if (row.purpose !== 'invitation' || !row.used || isShared(row.asked)) return { state: 'unknown' };
  const [invited] = (await db.query(finding, [row.id])) as [InvitedAccount];
  return { state: 'ready', row, invited };
};

const finding = `
select p.id as "proofId", v.id as "invitationId", v.identity_id as "invitedId", i.key, p.identity_id as "mailId",
  a.id as "accountId", a.channel, v.account_group_id as "accountGroupId"
from proof_request p join invitation v on v.id = p.invitation_id join identity i on i.id = v.identity_id
  join account a on a.id = v.account_id
where p.id = $1`;
