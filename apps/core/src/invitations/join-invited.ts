import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import { joinByEvidence } from '../evidence/join-by-evidence.js';
import type { Evidence } from '../people/links/link-change.js';

interface InvitedSides {
  invitationId: string;
  /** The public identity that was invited. */
  invitedId: string;
  /** The mail address that answered. */
  mailId: string;
}

/**
 * Joins both sides of an invitation; `told` is what the audit says of how they came together, by ids. False when they must not be joined:
 * nothing is written then. The caller holds the links.
 */
export const joinInvited = async (
  db: Queryable,
  { invitationId, invitedId, mailId }: InvitedSides,
  { evidence, told }: { evidence: Evidence; told: Readonly<Record<string, unknown>> },
): Promise<boolean> => {
  const identityIds = [invitedId, mailId] as const;
  const changed = await joinByEvidence(db, { identityIds, evidence });
  if (!changed) return false;
  await db.query(
    'update invitation set joined_at = clock_timestamp(), change_id = $2, refused_at = null where id = $1',
    [invitationId, changed.id],
  );
  await recordAudit(db, {
    agentId: null,
    kind: 'invitation-joined',
    subjectId: invitationId,
    data: { ...told, changeId: changed.id, identityIds },
  });
  return true;
};
