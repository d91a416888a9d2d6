import type { Reader } from '../../access/reader.js';
import { recordAudit } from '../../audit/record-audit.js';
import type { Queryable } from '../../database/queryable.js';
import { recordLive } from '../../live/record-live.js';

/**
 * Takes back the link of an invitation whose direct message is held back, and the invitation too where it was made for that message: nobody
 * has heard of it. False when the message is no such thing. The caller has locked its deliveries and knows that none has left.
 */
export const takeBackDirect = async (
  db: Queryable,
  { agentId }: Reader,
  { id: messageId, accountGroupId }: { id: string; accountGroupId: string },
): Promise<boolean> => {
  const [gone] = (await db.query(removing, [messageId])) as { invitationId: string; isMade: boolean }[];
  if (!gone) return false;
  if (gone.isMade) {
    await db.query('update invitation set withdrawn_at = clock_timestamp() where id = $1', [
      gone.invitationId,
    ]);
    await recordAudit(db, { agentId, kind: 'invitation-withdrawn', subjectId: gone.invitationId });
  }
  await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
  return true;
};

const removing = `
with gone as (
  delete from proof_request where message_id = $1 and purpose = 'direct-invitation' returning id, invitation_id)
select gone.invitation_id as "invitationId", exists (
  select from audit a where a.kind = 'invitation-sent-directly' and a.subject_id = gone.id and a.data ->> 'isMade' = 'true')
  and not exists (select from proof_request p where p.invitation_id = gone.invitation_id and p.id <> gone.id) as "isMade"
from gone`;
