import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import { showRefusal } from './show-refusal.js';

/**
 * Says to agents, and never to the page, that the address which somebody confirmed for an invitation turned out to be of several: whoever pressed
 * the button speaks for none of the others, so that no code is shown and nobody joined.
 */
export const refuseShared = async (db: Queryable, proofId: string): Promise<void> => {
  const [found] = (await db.query(finding, [proofId])) as {
    invitationId: string;
    accountGroupId: string;
    identityId: string;
  }[];
  if (!found) return;
  const { invitationId, accountGroupId, identityId } = found;
  await showRefusal(db, { invitationId, accountGroupId, reason: 'barred', messageId: null });
  await recordAudit(db, {
    agentId: null,
    kind: 'invitation-address-refused',
    subjectId: invitationId,
    data: { reason: 'barred', proofId, identityId },
  });
};

const finding = `
select v.id as "invitationId", v.account_group_id as "accountGroupId", p.identity_id as "identityId"
from proof_request p join invitation v on v.id = p.invitation_id where p.id = $1`;
