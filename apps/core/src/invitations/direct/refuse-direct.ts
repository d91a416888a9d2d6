import type { InvitationRefusal } from '@filo/contracts/http';
import { recordAudit } from '../../audit/record-audit.js';
import type { Queryable } from '../../database/queryable.js';
import { showRefusal } from '../show-refusal.js';

interface DirectRefusal {
  invitationId: string;
  accountGroupId: string;
  reason: InvitationRefusal;
  /** What it was about, by its ids. */
  about: Readonly<Record<string, unknown>>;
}

/** Says to agents, and never to the page, why an invitation by direct message does not go on. */
export const refuseDirect = async (
  db: Queryable,
  { invitationId, accountGroupId, reason, about }: DirectRefusal,
): Promise<void> => {
  await showRefusal(db, { invitationId, accountGroupId, reason, messageId: null });
  await recordAudit(db, {
    agentId: null,
    kind: 'invitation-direct-refused',
    subjectId: invitationId,
    data: { reason, ...about },
  });
};
