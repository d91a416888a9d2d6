import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { mintCode } from './invitation-code.js';

/** As long as the address has to wait for another link, and no longer: a code that lies about is worth nothing soon. */
const codeValidFor = '24 hours';

export interface ShownCode {
  code: string;
  until: Date;
}

/**
 * The code that the public account is to post, for whoever has just confirmed the mail address; the link of the request shows
 * the same one again while it holds. In the caller's transaction, which has locked the request.
 */
export const showCode = async (db: Queryable, proofId: string): Promise<ShownCode> => {
  const [shown] = (await db.query(
    'select code, code_expires_at as until from proof_request where id = $1 and code is not null',
    [proofId],
  )) as ShownCode[];
  if (shown) return shown;
  const [made] = (await db.query(making, [proofId, mintCode()])) as [
    ShownCode & { invitationId: string; identityId: string; accountGroupId: string },
  ];
  const { invitationId, identityId, accountGroupId } = made;
  await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
  await recordAudit(db, {
    agentId: null,
    kind: 'invitation-answered',
    subjectId: invitationId,
    data: { identityId, proofId },
  });
  return made;
};

const making = `
with made as (
  update proof_request set code = $2, code_expires_at = clock_timestamp() + interval '${codeValidFor}'
  where id = $1 returning code, code_expires_at, invitation_id, identity_id)
select made.code, made.code_expires_at as until, made.invitation_id as "invitationId", made.identity_id as "identityId",
  v.account_group_id as "accountGroupId"
from made join invitation v on v.id = made.invitation_id`;
