import type { InvitationRefusal } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';

export interface Refusal {
  invitationId: string;
  accountGroupId: string;
  reason: InvitationRefusal;
  /** Null: it was no message that joined nobody. */
  messageId: string | null;
}

/** Shows agents why an invitation joined nobody, until the next time. */
export const showRefusal = async (db: Queryable, refusal: Refusal): Promise<void> => {
  const { invitationId, accountGroupId, reason, messageId } = refusal;
  await db.query(
    `update invitation set refused_reason = $2, refused_message_id = $3, refused_at = clock_timestamp() where id = $1`,
    [invitationId, reason, messageId],
  );
  await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
};
