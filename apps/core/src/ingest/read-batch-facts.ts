import type { Queryable } from '../database/queryable.js';
import { lockPeople } from '../people/lock-people.js';
import { identityKey, resolveIdentities } from '../people/resolve-identities.js';
import { readPlacingFacts } from '../topics/read-placing-facts.js';
import { anchorCandidates } from './anchor-of.js';
import { threadingIdsOf } from './find-answered.js';
import type { Claimed } from './intake.js';
import { ownNames } from './newest-name.js';
import type { OwnIds } from './own-ids.js';
import type { BatchFacts } from './plan-batch.js';
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
  ]);
  const identities = await resolveIdentities(db, { all, anchors, named: ownNames(events) });
  const anchorIds = [...new Set(anchors.map((ref) => identities.get(identityKey(ref))!))]
    .filter((identity) => !identity.ours)
    .map((identity) => identity.id);
  const people = await lockPeople(db, anchorIds);
  const threadingIds = [...new Set(events.flatMap(threadingIdsOf))];
  const found = await readPlacingFacts(db, {
    personIds: [...new Set(people.values())],
    history: events.some((event) => event.history),
    threadingIds,
    messageIds: threadingIds.flatMap((id) => ids.messageOf(id) ?? []),
    deliveryIds: events.flatMap((event) => event.replyTokens.flatMap((token) => ids.deliveryOf(token) ?? [])),
  });
  return { identities, people, memory: new PlacingMemory(found), ids, now: new Date() };
};
