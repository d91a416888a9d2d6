import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import { namePhotos, type NamedPhoto } from '../photos/name-photos.js';

/**
 * Writes down where the channel says that photos of these authors are, the newest word of each. Mail names none, so that most
 * batches cost nothing.
 */
export const noteAvatars = async (
  db: Queryable,
  events: readonly MessageReceived[],
  identities: ReadonlyMap<string, KnownIdentity>,
): Promise<void> => {
  const named = new Map<string, NamedPhoto>();
  for (const { author, sortAt } of events.toSorted((a, b) => Date.parse(a.sortAt) - Date.parse(b.sortAt))) {
    const identity = author.avatarUrl === undefined ? undefined : identities.get(identityKey(author));
    if (!identity || identity.ours) continue;
    named.set(identity.id, { identityId: identity.id, url: author.avatarUrl!, at: sortAt });
  }
  await namePhotos(db, [...named.values()]);
};
