import { newId } from '../database/new-id.js';
import type { Queryable } from '../database/queryable.js';
import { isShared, type MaybeShared } from '../matching/sharing/is-shared.js';
import { lockIdentities } from '../people/links/lock-identities.js';
import { askLimit } from '../proofs/ask-limits.js';
import { findAskingAccount } from '../proofs/find-asking-account.js';
import { queueProofMail, type ProofParts } from '../proofs/queue-proof-mail.js';
import { isOver } from './read-invitations.js';

/** One page that anybody may open must not use up what all addresses together may get in an hour. */
const perInvitationMax = 20;

export interface TypedAddress {
  invitationId: string;
  address: string;
  language: string;
  /** Typed behind a direct message: the link that proved the public account. */
  accountProofId?: string;
}

interface Invited {
  key: string;
  accountGroupId: string;
}

interface Owner extends MaybeShared {
  id: string;
}

/**
 * Mails a one-time link to an address that somebody typed into the page of an invitation. Whom we may not write to gets
 * nothing, and nobody is told: an address asked within a day, shared, blocked, dead, or ours.
 */
export const mailInvited = async (db: Queryable, typed: TypedAddress, parts: ProofParts): Promise<void> => {
  const { invitationId, address, language, accountProofId } = typed;
  const [invited] = (await db.query(inviting, [invitationId])) as Invited[];
  if (!invited) return;
  await db.query(
    `insert into identity (id, kind, key) values ($1, 'mail', $2) on conflict (kind, key) do nothing`,
    [newId(), address],
  );
  const [found] = (await db.query(`select id from identity where kind = 'mail' and key = $1`, [
    address,
  ])) as Pick<Owner, 'id'>[];
  await lockIdentities(db, [found!.id]);
  const [to] = (await db.query(askable, [found!.id])) as Owner[];
  if (!to || isShared(to) || (await askLimit(db, to.id)).reached) return;
  const account = await findAskingAccount(db, to.id, [invited.accountGroupId]);
  if (!account) return;
  const other = { id: invitationId, key: invited.key };
  const ask = {
    purpose: 'invitation',
    account,
    to: { ...to, handle: null, language },
    other,
    agentId: null,
    invitationId,
    accountProofId,
  } as const;
  await queueProofMail(db, ask, parts);
};

const inviting = `
select coalesce(i.handle, i.key) as key, v.account_group_id as "accountGroupId"
from invitation v join identity i on i.id = v.identity_id
where v.id = $1 and not ${isOver('v')} and (
  select count(*) from (select from proof_request p where p.invitation_id = v.id and p.asked_at > clock_timestamp() - interval '24 hours'
    limit ${perInvitationMax}) mailed) < ${perInvitationMax}`;

const askable = `
select i.id, i.kind, i.key, i.shared, i.shared_by as "sharedBy" from identity i
where i.id = $1 and not i.ours and not i.blocked and i.bouncing_since is null
  and not exists (select from account a where a.address::text = i.key and a.state <> 'removed')`;
