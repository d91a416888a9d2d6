import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { lockIdentities } from '../people/links/lock-identities.js';
import { lockPeople } from '../people/lock-people.js';
import { identityKey, resolveIdentities } from '../people/resolve-identities.js';
import { readPlacingFacts } from '../topics/read-placing-facts.js';
import { anchorCandidates } from './anchor-of.js';
import { anchorsOfCopies, type Standing } from './anchors-of-copies.js';
import { threadingIdsOf } from './find-answered.js';
import type { Claimed } from './intake.js';
import { identitiesNamed } from './identities-named.js';
import { ownNames } from './newest-name.js';
import type { OwnIds } from './own-ids.js';
import { partsAnswered } from './parts-answered.js';
import type { BatchFacts } from './planning/batch-plan.js';
import { PlacingMemory } from './placing-memory.js';

/** Everything that `planBatch` decides by, read after taking the locks that protect it: identities, then threads. */
export const readBatchFacts = async (
  db: Queryable,
  claimed: readonly Claimed[],
  ids: OwnIds,
): Promise<BatchFacts> => {
  const events = claimed.map(({ event }) => event);
  const found = await resolveIdentities(db, {
    all: claimed.flatMap(identitiesNamed),
    anchors: events.flatMap(anchorCandidates),
    named: ownNames(claimed),
  });
  return withPlaces(db, claimed, { ...found, ids, now: new Date() });
};

/**
 * With where everything may be placed. Whom a message from a shared address answers, and with which part of it the copy of a mail
 * stands, is known by then alone; only these few are locked late and read again, and who collides by that runs again.
 */
const withPlaces = async (
  db: Queryable,
  claimed: readonly Claimed[],
  facts: Omit<BatchFacts, 'memory' | 'parts' | 'anchors'>,
): Promise<BatchFacts> => {
  const events = claimed.map(({ event }) => event);
  const memory = await readPlaces(db, events, facts);
  const parts = await partsAnswered(db, events, { ...facts, memory });
  const held = new Set(
    events.flatMap(anchorCandidates).map((ref) => facts.identities.get(identityKey(ref))!.id),
  );
  let anchors = await anchorsOfCopies(db, claimed);
  let late = [...parts.keys(), ...unheld(anchors, held)];
  const again = late.length > 0;
  while (late.length > 0) {
    await lockIdentities(db, late);
    for (const [id, personId] of await lockPeople(db, late)) facts.people.set(id, personId);
    for (const id of late) held.add(id);
    anchors = await anchorsOfCopies(db, claimed);
    late = unheld(anchors, held);
  }
  return { ...facts, anchors, parts, memory: again ? await readPlaces(db, events, facts) : memory };
};

const unheld = (anchors: ReadonlyMap<string, Standing>, held: ReadonlySet<string>): string[] =>
  [...anchors.values()].map(({ anchorId }) => anchorId).filter((id) => !held.has(id));

const readPlaces = async (
  db: Queryable,
  events: readonly MessageReceived[],
  { people, ids }: Pick<BatchFacts, 'people' | 'ids'>,
): Promise<PlacingMemory> => {
  const threadingIds = [...new Set(events.flatMap(threadingIdsOf))];
  const found = await readPlacingFacts(db, {
    personIds: [...new Set(people.values())],
    history: events.some((event) => event.history),
    threadingIds,
    messageIds: threadingIds.flatMap((id) => ids.messageOf(id) ?? []),
    deliveryIds: events.flatMap((event) => event.replyTokens.flatMap((token) => ids.deliveryOf(token) ?? [])),
  });
  return new PlacingMemory(found);
};
