import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import type { BatchRows } from './batch-rows.js';
import type { Claimed } from './intake.js';

/** The newest name that each author used for themselves, where it is news; ties go to the greater name, in any order. */
export const newestName = (
  claimed: readonly Claimed[],
  identities: ReadonlyMap<string, KnownIdentity>,
): BatchRows['names'] => {
  const newest = new Map<string, { name: string; at: number }>();
  for (const { event } of claimed) {
    const identity = identities.get(identityKey(event.author));
    const { name } = event.author;
    if (event.direction !== 'inbound' || !identity || identity.ours || !name) continue;
    const at = Date.parse(event.sortAt);
    const best = newest.get(identity.id) ?? { name: identity.name ?? '', at: identity.nameAt ?? -Infinity };
    if (at > best.at || (at === best.at && name > best.name)) newest.set(identity.id, { name, at });
  }
  return [...newest].map(([id, { name, at }]) => ({ id, name, name_at: new Date(at).toISOString() }));
};
