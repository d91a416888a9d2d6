import type { CodeRefusal } from '@filo/contracts/http';
import { recordAudit } from '../audit/record-audit.js';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { codesIn, namesAddress } from './invitation-code.js';
import { joinInvited } from './join-invited.js';
import { judgeCode, type CodeFacts } from './judge-code.js';
import { showRefusal } from './show-refusal.js';

interface Found extends CodeFacts {
  proofId: string;
  invitationId: string;
  invitedId: string;
  mailId: string;
  address: string;
  authorId: string;
  accountGroupId: string;
  words: string;
}

/**
 * Joins the public account that posted the code of an invitation with the mail address that was shown it; everything else that
 * holds a code joins nobody, and is written down. The caller holds the links.
 */
export const followCode = async (db: Queryable, messageId: string): Promise<void> => {
  const [message] = (await db.query('select new_text as words from message where id = $1', [messageId])) as {
    words: string;
  }[];
  const codes = codesIn(message?.words ?? '');
  if (codes.length === 0) return;
  const rows = (await db.query(finding, [encodeArray('text', codes), messageId])) as Found[];
  for (const found of rows) {
    const refusal =
      judgeCode(found, namesAddress(found.words, found.address)) ?? (await join(db, found, messageId));
    if (refusal) await refuse(db, found, { messageId, reason: refusal });
  }
};

/** The evidence names the invitation, the message and both proofs, so that an agent can look at each. */
const join = async (db: Queryable, found: Found, messageId: string): Promise<CodeRefusal | undefined> => {
  const { proofId, invitationId, accountGroupId } = found;
  const joined = await joinInvited(db, found, {
    evidence: { type: 'public-invitation', invitationId, messageId, proofId },
    told: { messageId },
  });
  if (!joined) return 'barred';
  await db.query('update proof_request set code_message_id = $2 where id = $1', [proofId, messageId]);
  await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
  return undefined;
};

/** The audit keeps each; the invitation shows the last one. */
const refuse = async (
  db: Queryable,
  { invitationId, authorId, invitedId, accountGroupId }: Found,
  { messageId, reason }: { messageId: string; reason: CodeRefusal },
): Promise<void> => {
  await showRefusal(db, { invitationId, accountGroupId, reason, messageId });
  await recordAudit(db, {
    agentId: null,
    kind: 'invitation-code-refused',
    subjectId: invitationId,
    data: { reason, messageId, identityId: authorId, invited: authorId === invitedId },
  });
};

const finding = `
select p.id as "proofId", v.id as "invitationId", v.identity_id as "invitedId", p.identity_id as "mailId", i.key as address,
  m.author_identity_id as "authorId", v.account_group_id as "accountGroupId", m.new_text as words,
  m.author_identity_id = v.identity_id as "byInvited", m.account_id = v.account_id as "atAccount", m.proof = 'proven' as proven,
  p.code_message_id is not null as used, v.joined_at is not null as joined,
  v.withdrawn_at is not null or v.expires_at < m.sort_at as over,
  p.code_expires_at < m.sort_at as expired
from proof_request p join invitation v on v.id = p.invitation_id join identity i on i.id = p.identity_id
  join message m on m.id = $2
where p.code = any($1::text[])
order by p.id for no key update of p, v`;
