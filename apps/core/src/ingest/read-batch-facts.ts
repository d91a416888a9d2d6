import type { Queryable } from '../database/queryable.js';
import { lockPeople } from '../people/lock-people.js';
import { peopleOf } from '../people/people-of.js';
import { identityKey, resolveIdentities } from '../people/resolve-identities.js';
import { readPlacingFacts } from '../topics/read-placing-facts.js';
import { anchorCandidates } from './anchor-of.js';
import { threadingIdsOf } from './find-answered.js';
import type { Claimed } from './intake.js';
import { ownNames } from './newest-name.js';
import type { OwnIds } from './own-ids.js';
import type { BatchFacts } from './planning/batch-plan.js';
import { PlacingMemory } from './placing-memory.js';

/** Everything that `planBatch` decides by, read after taking the locks that protect it: identities, then threads. */
export const readBatchFacts = async (
  db: Queryable,
  claimed: readonly Claimed[],
  ids: OwnIds,
): Promise<BatchFacts> => {
  const events = claimed.map(({ event }) => event);
  const anchors = events.flatMap(anchorCandidates);
  const all = events.flatMap((event) => [
    event.author,
    event.replyTo,
    ...event.participants.map(({ identity }) => identity),
    ...event.vouched.map(({ identity }) => identity),
  ]);
  const identities = await resolveIdentities(db, { all, anchors, named: ownNames(events) });
  const anchorIds = [...new Set(anchors.map((ref) => identities.get(identityKey(ref))!))]
    .filter((identity) => !identity.ours)
    .map((identity) => identity.id);
  const people = await lockPeople(db, anchorIds);
  // Only mails that name others besides their author and us cost this look-up.
  const locked = new Set(anchorIds);
  const others = events
    .flatMap(({ participants }) => participants.map(({ identity }) => identities.get(identityKey(identity))!))
    .filter((identity) => !identity.ours && !locked.has(identity.id))
    .map(({ id }) => id);
  const named = await peopleOf(db, [...new Set(others)]);
  const threadingIds = [...new Set(events.flatMap(threadingIdsOf))];
  const found = await readPlacingFacts(db, {
    personIds: [...new Set(people.values())],
    history: events.some((event) => event.history),
    threadingIds,
    messageIds: threadingIds.flatMap((id) => ids.messageOf(id) ?? []),
    deliveryIds: events.flatMap((event) => event.replyTokens.flatMap((token) => ids.deliveryOf(token) ?? [])),
  });
  return { identities, people, named, memory: new PlacingMemory(found), ids, now: new Date() };
};
