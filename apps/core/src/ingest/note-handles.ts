import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { nameHandles } from '../people/name-handles.js';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';

/** Authors who go by another handle than we know, by a message that is proven theirs; others cost nothing. */
export const noteHandles = async (
  db: Queryable,
  events: readonly MessageReceived[],
  identities: ReadonlyMap<string, KnownIdentity>,
): Promise<void> => {
  const said = events.flatMap(({ author, authorProof, sortAt }) => {
    const identity = identities.get(identityKey(author));
    if (!author.handle || authorProof.verdict !== 'proven' || !identity || identity.handle === author.handle)
      return [];
    return [{ identityId: identity.id, handle: author.handle, at: sortAt }];
  });
  await nameHandles(db, said);
};
