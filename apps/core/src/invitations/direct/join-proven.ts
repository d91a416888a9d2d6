import type { Queryable } from '../../database/queryable.js';
import { joinInvited } from '../join-invited.js';
import { refuseDirect } from './refuse-direct.js';

interface ProvenSides {
  /** Of the link that the mail address got, whose button was pressed. */
  proofId: string;
  /** Of the link that the public account got by direct message, whose button was pressed before. */
  accountProofId: string;
}

/**
 * Joins a mail address with the public account behind whose direct message it was typed: each has pressed a button that nobody
 * else could. Nothing is to be posted. Where they must not be joined, the agent reads so. The caller holds the links and has locked the mailed link.
 */
export const joinProven = async (db: Queryable, { proofId, accountProofId }: ProvenSides): Promise<void> => {
  const [sides] = (await db.query(finding, [proofId, accountProofId])) as Sides[];
  if (!sides) return;
  const { invitationId, invitedId, mailId, accountGroupId } = sides;
  const joined = await joinInvited(db, sides, {
    evidence: { type: 'direct-invitation', invitationId, proofId, accountProofId },
    told: { proofId, accountProofId },
  });
  if (joined) return;
  const about = { proofId, accountProofId, identityIds: [invitedId, mailId] };
  await refuseDirect(db, { invitationId, accountGroupId, reason: 'barred', about });
};

interface Sides {
  invitationId: string;
  invitedId: string;
  mailId: string;
  accountGroupId: string;
}

const finding = `
select v.id as "invitationId", v.identity_id as "invitedId", mailed.identity_id as "mailId", v.account_group_id as "accountGroupId"
from proof_request mailed join proof_request account on account.id = $2 and account.purpose = 'direct-invitation'
  and account.used_at is not null and account.invitation_id = mailed.invitation_id
join invitation v on v.id = mailed.invitation_id and v.identity_id = account.identity_id
where mailed.id = $1 and v.joined_at is null and v.withdrawn_at is null
for no key update of v`;
