import type { MessageReceived } from '@filo/contracts';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import type { BatchRows } from './batch-rows.js';
import { authorName } from './newest-name.js';

type Used = BatchRows['usedNames'][number];

/**
 * The names of those who wrote under more than one, with when they did: an address from which several people write is known
 * by them taking turns (`several-people.ts`). Nothing for the many who keep to their name, and no claimed name of those who
 * have a proven one: whoever fills in forms in the name of others makes nobody's address a shared one.
 */
export const usedNames = (
  events: readonly MessageReceived[],
  identities: ReadonlyMap<string, KnownIdentity>,
): Used[] => {
  const several = new Set<string>();
  const own = events.flatMap((event) => {
    const identity = identities.get(identityKey(event.author));
    const name = authorName(event);
    if (!identity || identity.ours || event.direction !== 'inbound' || !name) return [];
    const proven = event.authorProof.verdict === 'proven';
    if (identity.nameProven && !proven) return [];
    if (identity.name !== name) several.add(identity.id);
    return [{ identity, name, at: event.sortAt, proven }];
  });
  if (several.size === 0) return [];
  const used = new Map<string, Map<string, Used>>();
  for (const { identity, name, at, proven } of own) {
    if (!several.has(identity.id)) continue;
    const names = used.get(identity.id) ?? former(identity);
    used.set(identity.id, names);
    add(names, { identity_id: identity.id, name, first_at: at, last_at: at, proven });
  }
  return [...used.values()].filter((names) => names.size > 1).flatMap((names) => [...names.values()]);
};

/** The name that was known before, as of its last use. */
const former = ({ id, name, nameAt, nameProven }: KnownIdentity): Map<string, Used> => {
  if (name === null || nameAt === null) return new Map();
  const at = new Date(nameAt).toISOString();
  return new Map([[name, { identity_id: id, name, first_at: at, last_at: at, proven: nameProven }]]);
};

const add = (names: Map<string, Used>, one: Used): void => {
  const known = names.get(one.name);
  names.set(one.name, {
    ...one,
    first_at: known && known.first_at < one.first_at ? known.first_at : one.first_at,
    last_at: known && known.last_at > one.last_at ? known.last_at : one.last_at,
  });
};
