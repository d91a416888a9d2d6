import { isOurAddress } from '../accounts/is-our-address.js';
import type { Queryable } from '../database/queryable.js';
import { isShared, type MaybeShared } from '../matching/sharing/is-shared.js';
import { lockIdentities } from '../people/links/lock-identities.js';
import { askLimit } from './ask-limits.js';
import { findAskingAccount } from './find-asking-account.js';
import { queueProofMail, type ProofParts } from './queue-proof-mail.js';

interface Owner extends MaybeShared {
  id: string;
  handle: null;
  language: string | null;
}

/**
 * Asks the owner of an address that somebody typed in whether it is theirs; no agent asks, so that what cannot be asked is
 * left alone: an address confirmed before, or whose owner said that it was not them, asked within a day, shared, blocked, dead, or ours.
 */
export const askOwner = async (
  db: Queryable,
  { identityId, accountGroupId }: { identityId: string; accountGroupId: string },
  parts: ProofParts,
): Promise<void> => {
  await lockIdentities(db, [identityId]);
  const [to] = (await db.query(askable, [identityId])) as Owner[];
  if (!to || isShared(to) || (await isOurAddress(db, to.key))) return;
  if ((await askLimit(db, identityId, { by: 'anybody', accountGroupId })).reached) return;
  const account = await findAskingAccount(db, identityId, [accountGroupId]);
  if (!account) return;
  const ask = { purpose: 'confirm-address', account, to, other: undefined, agentId: null } as const;
  await queueProofMail(db, ask, parts);
};

const askable = `
select i.id, i.kind, i.key, null as handle, i.shared, i.shared_by as "sharedBy", null as language from identity i
where i.id = $1 and i.kind = 'mail' and not i.ours and not i.blocked and i.bouncing_since is null
  and not exists (select from proof_request p where p.identity_id = i.id and (p.used_at is not null or p.denied_at is not null))`;
