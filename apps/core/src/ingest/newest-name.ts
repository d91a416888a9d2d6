import type { MessageReceived } from '@filo/contracts';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import { isBetterName, type SaidName } from '../people/said-names.js';
import type { BatchRows } from './batch-rows.js';

/** How an author calls themselves in a message. */
export const authorName = ({ author, facts }: MessageReceived): string | undefined =>
  author.name || facts['name'];

/**
 * The best name that each author used for themselves, by identity key: see `isBetterName`. A machine's answer names nobody
 * anew: it changes nothing in a thread.
 */
export const ownNames = (events: readonly MessageReceived[]): Map<string, SaidName> => {
  const best = new Map<string, SaidName>();
  for (const event of events) {
    const name = authorName(event);
    if (event.direction !== 'inbound' || event.class !== 'human' || !name) continue;
    const at = Math.min(Date.parse(event.sortAt), Date.now());
    const said = { name, at, proven: event.authorProof.verdict === 'proven' };
    const known = best.get(identityKey(event.author));
    if (!known || isBetterName(said, known)) best.set(identityKey(event.author), said);
  }
  return best;
};

/** Those names that are news to identities made before this batch. */
export const newestNames = (
  events: readonly MessageReceived[],
  identities: ReadonlyMap<string, KnownIdentity>,
): BatchRows['names'] =>
  [...ownNames(events)].flatMap(([key, said]) => {
    const identity = identities.get(key);
    if (!identity || identity.ours || !isBetterName(said, saidBefore(identity))) return [];
    const { name, at, proven } = said;
    return [{ id: identity.id, name, name_at: new Date(at).toISOString(), name_proven: proven }];
  });

/** A name that others gave gives way to any of their own. */
const saidBefore = ({ name, nameAt, nameProven }: KnownIdentity): SaidName => ({
  name: name ?? '',
  at: nameAt ?? Infinity,
  proven: nameProven,
});
