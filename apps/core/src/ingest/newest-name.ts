import type { MessageReceived } from '@filo/contracts';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import type { BatchRows } from './batch-rows.js';

/**
 * The newest name that each author used for themselves, by identity key; ties go to the greater name, in any order. A machine's
 * answer names nobody anew: it changes nothing in a thread.
 */
export const ownNames = (events: readonly MessageReceived[]): Map<string, { name: string; at: number }> => {
  const newest = new Map<string, { name: string; at: number }>();
  for (const { author, class: kind, direction, sortAt } of events) {
    if (direction !== 'inbound' || kind !== 'human' || !author.name) continue;
    const at = Math.min(Date.parse(sortAt), Date.now());
    const best = newest.get(identityKey(author));
    if (!best || at > best.at || (at === best.at && author.name > best.name))
      newest.set(identityKey(author), { name: author.name, at });
  }
  return newest;
};

/** Those names that are news to identities made before this batch. */
export const newestNames = (
  events: readonly MessageReceived[],
  identities: ReadonlyMap<string, KnownIdentity>,
): BatchRows['names'] =>
  [...ownNames(events)].flatMap(([key, { name, at }]) => {
    const identity = identities.get(key);
    const known = identity?.nameAt ?? -Infinity;
    const isNews = at > known || (at === known && name > (identity?.name ?? ''));
    return identity && !identity.ours && isNews
      ? { id: identity.id, name, name_at: new Date(at).toISOString() }
      : [];
  });
