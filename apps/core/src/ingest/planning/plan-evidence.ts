import { newId } from '../../database/new-id.js';
import { codesIn } from '../../invitations/invitation-code.js';
import type { ShownCode } from '../../invitations/follow-code.js';
import { mayShowCode } from '../../invitations/may-show-code.js';
import { identityKey, type KnownIdentity } from '../../people/resolve-identities.js';
import type { EvidenceRow } from '../batch-rows.js';
import type { Claimed } from '../intake.js';
import type { Planning } from './batch-plan.js';

/** What links may follow from, to be looked at after the commit: ingest itself makes first links alone. */
export const planEvidence = (
  { plan, facts }: Planning,
  { event, account, messageId }: Claimed,
  author: KnownIdentity,
): void => {
  if (event.direction !== 'inbound' || event.class !== 'human' || event.history || author.ours) return;
  const row = (more: Pick<EvidenceRow, 'kind' | 'other_identity_id' | 'evidence'>): EvidenceRow => ({
    id: newId(),
    identity_id: author.id,
    account_group_id: account.accountGroupId,
    ...more,
  });
  const asks = account.confirmAddress && event.authorProof.verdict === 'claimed';
  // The mail that an invitation asks for confirms the address too, and an address gets one; the sender may have made the invitation up.
  if (event.invitation !== undefined && event.author.kind === 'mail') {
    const { invitation: slug, language = 'en' } = event;
    const evidence = {
      slug,
      address: event.author.key,
      language,
      messageId,
      ...(asks && { elseAsk: author.id }),
    };
    plan.rows.evidence.push({
      ...row({ kind: 'invited', other_identity_id: null, evidence }),
      identity_id: null,
    });
  } else if (asks) plan.rows.evidence.push(row({ kind: 'ask', other_identity_id: null, evidence: null }));
  if (mayShowCode(event) && codesIn(event.newText).length > 0) {
    const evidence: ShownCode = { messageId, typed: event.typedText };
    plan.rows.evidence.push(row({ kind: 'code', other_identity_id: null, evidence }));
  }
  if (event.authorProof.verdict !== 'proven') return;
  for (const { identity, evidence } of event.vouched) {
    const other = facts.identities.get(identityKey(identity))!;
    if (other.ours || other.id === author.id) continue;
    const seen = { type: evidence, accountId: account.id };
    plan.rows.evidence.push(row({ kind: 'join', other_identity_id: other.id, evidence: seen }));
  }
};
