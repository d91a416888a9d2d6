import { newId } from '../../database/new-id.js';
import type { KnownIdentity } from '../../people/resolve-identities.js';
import type { Claimed } from '../intake.js';
import type { Planning } from './batch-plan.js';

/** The first human word makes the person; our own addresses are never persons. */
export const planPerson = (
  { plan, facts }: Planning,
  anchor: KnownIdentity,
  one: Claimed,
): string | undefined => {
  if (anchor.ours) return undefined;
  const personId = newId();
  plan.rows.persons.push({ id: personId });
  plan.rows.links.push({
    id: newId(),
    identity_id: anchor.id,
    person_id: personId,
    evidence: {
      type: one.event.direction === 'inbound' ? 'first-word' : 'our-first-word',
      messageId: one.messageId,
    },
    // No better than the message that it rests on: the address is theirs by what they say until something proves it.
    grade: one.event.authorProof.verdict === 'proven' ? 'proven' : 'claimed',
    actor: 'ingest',
  });
  facts.people.set(anchor.id, personId);
  return personId;
};
