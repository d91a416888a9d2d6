import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { nameHandles, takeHandles } from '../people/name-handles.js';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';

/** Authors who go by another handle than we know, or by none any more, by a message that is proven theirs; others cost nothing. */
export const noteHandles = async (
  db: Queryable,
  events: readonly MessageReceived[],
  identities: ReadonlyMap<string, KnownIdentity>,
): Promise<void> => {
  const said = events.flatMap(({ author, authorProof, sortAt }) => {
    const identity = identities.get(identityKey(author));
    const handle = author.handle || (author.handleLapsed ? null : undefined);
    if (handle === undefined || authorProof.verdict !== 'proven' || !identity || identity.handle === handle)
      return [];
    return [{ identityId: identity.id, handle, at: sortAt }];
  });
  await nameHandles(db, said);
  await takeHandles(
    db,
    events.flatMap(({ channel, author, authorProof, sortAt }) => {
      const id = identities.get(identityKey(author))?.id;
      const isTheirs = authorProof.verdict === 'proven' && author.kind === channel && author.handle;
      return isTheirs && id !== undefined
        ? [{ identityId: id, kind: author.kind, handle: author.handle!, at: sortAt }]
        : [];
    }),
  );
};
