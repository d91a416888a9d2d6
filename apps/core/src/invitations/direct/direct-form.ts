import { createHash } from 'node:crypto';
import type { Queryable } from '../../database/queryable.js';
import { recordLive } from '../../live/record-live.js';
import { isOver } from '../read-invitations.js';

const purpose = 'a form on the page of a direct message';
const keyBytes = 16;

/**
 * By what a form on the page behind a direct message names that page: only who has its link can make it, and it opens nothing. Its shape is that
 * of a public page's name. `hash`: what is kept of the link's secret.
 */
export const directFormKey = (hash: Buffer): string =>
  createHash('sha256').update(hash).update(purpose).digest().subarray(0, keyBytes).toString('base64url');

export interface DirectForm {
  invitationId: string;
  accountProofId: string;
}

/**
 * The open invitation whose page behind a direct message held this form; to send the form is to press the button of that page, for nobody else has
 * the link. Undefined for any other key. Locks the link.
 */
export const takeDirectForm = async (
  db: Queryable,
  { key, accountGroupId }: { key: string; accountGroupId: string },
): Promise<DirectForm | undefined> => {
  const [form] = (await db.query(finding, [
    accountGroupId,
    Buffer.from(key, 'base64url'),
    Buffer.from(purpose),
  ])) as DirectForm[];
  if (!form) return undefined;
  await db.query('update proof_request set used_at = coalesce(used_at, clock_timestamp()) where id = $1', [
    form.accountProofId,
  ]);
  await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
  return form;
};

const finding = `
select v.id as "invitationId", p.id as "accountProofId"
from invitation v join proof_request p on p.invitation_id = v.id
where v.account_group_id = $1 and not ${isOver('v')} and p.purpose = 'direct-invitation'
  and p.expires_at > clock_timestamp() and substring(sha256(p.secret_hash || $3) from 1 for ${keyBytes}) = $2
for no key update of p`;
