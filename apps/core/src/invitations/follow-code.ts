import type { CodeRefusal } from '@filo/contracts/http';
import { recordAudit } from '../audit/record-audit.js';
import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { isAddedAgain, isHeardBy } from '../deletions/stand-in.js';
import { recordLive } from '../live/record-live.js';
import { codesIn, namesAddress, typedCodesIn } from './invitation-code.js';
import { joinInvited } from './join-invited.js';
import { judgeCode, type CodeFacts } from './judge-code.js';
import { showRefusal } from './show-refusal.js';
import { takeAsProof } from './take-as-proof.js';

interface Found extends CodeFacts {
  proofId: string;
  invitationId: string;
  invitedId: string;
  mailId: string;
  address: string;
  code: string;
  authorId: string;
  accountGroupId: string;
  words: string;
  /** It was sent to us alone, not posted. */
  inPrivate: boolean;
  /** What this very message was refused for, if it was the last one. */
  refusedFor: CodeRefusal | null;
}

/** A message with something that looks like a code. */
export interface ShownCode {
  messageId: string;
  /** What of its words was typed, where its connector tells. */
  typed?: string | undefined;
  /** When its author mended it; absent: it says what it said when it came. */
  at?: string | undefined;
}

/**
 * Joins the public account that posted the code of an invitation, or sent it to us in private, with the mail address that was shown it;
 * everything else that holds a code joins nobody, and is written down. A message that is judged again, because one more account of ours
 * heard it, joins once and is refused once for the same reason. The caller holds the links.
 */
export const followCode = async (db: Queryable, shown: ShownCode): Promise<void> => {
  const { messageId, typed, at } = shown;
  const [message] = (await db.query('select new_text as words from message where id = $1', [messageId])) as {
    words: string;
  }[];
  const codes = codesIn(message?.words ?? '');
  if (codes.length === 0) return;
  const rows = (await db.query(finding, [encodeArray('text', codes), messageId, at ?? null])) as Found[];
  for (const found of rows) {
    const refusal = judgeCode(found, typedIn(found, typed)) ?? (await join(db, found, shown));
    if (refusal && refusal !== found.refusedFor) await refuse(db, found, { messageId, reason: refusal });
  }
};

/** What was typed still stands in the message: its author may have changed it since. */
const typedIn = ({ words, code, address }: Found, typed = words) => ({
  code: [words, typed].every((one) => typedCodesIn(one).includes(code)),
  address: [words, typed].every((one) => namesAddress(one, address)),
});

/** The evidence names the invitation, the message and both proofs, so that an agent can look at each. */
const join = async (
  db: Queryable,
  found: Found,
  { messageId, at }: ShownCode,
): Promise<CodeRefusal | undefined> => {
  const { proofId, invitationId, accountGroupId, inPrivate } = found;
  const joined = await joinInvited(db, found, {
    evidence: {
      type: 'public-invitation',
      invitationId,
      messageId,
      proofId,
      ...(inPrivate && { inPrivate }),
    },
    told: { messageId },
  });
  if (!joined) return 'barred';
  await db.query('update proof_request set code_message_id = $2 where id = $1', [proofId, messageId]);
  await recordLive(db, [{ accountGroupId, kind: 'proofs', data: {} }]);
  // What stood there before may wait for an answer.
  if (at === undefined) await takeAsProof(db, messageId, found);
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

/** Several accounts of ours may hear one post: which of them told it first decides nothing. One that was added again is the same. */
const isHeardAt = `(m.account_id = v.account_id
    or exists (select from arrival came where came.message_id = m.id and came.account_id = v.account_id)
    or exists (select from account mine join account asked on asked.id = v.account_id and asked.state = 'removed'
      where ${isAddedAgain('mine', 'asked')} and ${isHeardBy('m.id', 'mine')}))`;

/** A post that came to several account groups is a message in each, and judged where the invitation is. */
const isJudgedThere = `(m.account_group_id <> v.account_group_id and exists (
    select from message c where c.account_group_id = v.account_group_id
      and (c.id = m.copy_of or c.copy_of = coalesce(m.copy_of, m.id))))`;

const finding = `
select p.id as "proofId", v.id as "invitationId", v.identity_id as "invitedId", p.identity_id as "mailId", i.key as address, p.code,
  m.author_identity_id as "authorId", v.account_group_id as "accountGroupId", m.new_text as words, m.audience = 'private' as "inPrivate",
  m.author_identity_id = v.identity_id as "byInvited", ${isHeardAt} as "atAccount", m.proof = 'proven' as proven,
  p.code_message_id is not null as used, v.joined_at is not null as joined,
  v.withdrawn_at is not null or v.expires_at < said.at as over,
  p.code_expires_at < said.at as expired,
  case when v.refused_at is not null and v.refused_message_id = m.id then v.refused_reason end as "refusedFor"
from proof_request p join invitation v on v.id = p.invitation_id join identity i on i.id = p.identity_id
  join message m on m.id = $2 cross join lateral (select coalesce($3::timestamptz, m.sort_at) as at) said
where p.code = any($1::text[]) and p.code_message_id is distinct from m.id and not ${isJudgedThere}
order by p.id for no key update of p, v`;
