import { identityKey } from '../../people/resolve-identities.js';
import type { AnsweredMessage } from '../../topics/read-placing-facts.js';
import type { Claimed } from '../intake.js';
import type { Planning } from './batch-plan.js';
import { messageAdded } from './message-added.js';

/**
 * Whoever took part sees a pointer in their own thread, and is told of it; whoever is answered in their own thread and is not
 * named in the mail gets one all the same.
 */
export const planParticipants = (
  { plan, facts }: Planning,
  one: Claimed,
  answered: AnsweredMessage | undefined,
): void => {
  const { event, messageId } = one;
  const named = new Set<string>();
  for (const { identity, role } of event.participants) {
    const { id } = facts.identities.get(identityKey(identity))!;
    plan.rows.participants.push({ message_id: messageId, identity_id: id, role });
    named.add(id);
  }
  const anchorId = plan.rows.messages.at(-1)!.anchor_identity_id;
  const own = facts.people.get(anchorId);
  const elsewhere =
    answered &&
    answered.anchorIdentityId !== anchorId &&
    (answered.personId === null || answered.personId !== own);
  if (elsewhere && !named.has(answered.anchorIdentityId))
    plan.rows.participants.push({
      message_id: messageId,
      identity_id: answered.anchorIdentityId,
      role: 'mentioned',
    });
  const others = [...named].map((id) => facts.people.get(id) ?? facts.named.get(id));
  if (elsewhere) others.push(answered.personId ?? undefined);
  for (const threadId of new Set(others))
    if (threadId !== undefined && threadId !== own) plan.live.push(messageAdded(one, threadId));
};
