import type { MessageReceived } from '@filo/contracts';
import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import { isBetterName, type HeardName, type SaidName } from '../people/said-names.js';
import type { BatchRows } from './batch-rows.js';
import type { Claimed } from './intake.js';

/** How an author calls themselves in a message. */
export const authorName = ({ author, facts }: MessageReceived): string | undefined =>
  author.name || facts['name'];

/**
 * The name that the author of a message used for themselves, where it counts. A machine's answer names nobody anew: it changes
 * nothing in a thread.
 */
export const ownName = ({ event, account }: Claimed): HeardName | undefined => {
  const name = authorName(event);
  if (event.direction !== 'inbound' || event.class !== 'human' || !name) return undefined;
  const at = Math.min(Date.parse(event.sortAt), Date.now());
  return { name, at, proven: event.authorProof.verdict === 'proven', groupId: account.accountGroupId };
};

/** The best name that each author used for themselves, by identity key: see `isBetterName`. */
export const ownNames = (claimed: readonly Claimed[]): Map<string, HeardName> => {
  const best = new Map<string, HeardName>();
  for (const one of claimed) {
    const said = ownName(one);
    if (!said) continue;
    const key = identityKey(one.event.author);
    const known = best.get(key);
    if (!known || isBetterName(said, known)) best.set(key, said);
  }
  return best;
};

/** Those names that are news to identities made before this batch. */
export const newestNames = (
  claimed: readonly Claimed[],
  identities: ReadonlyMap<string, KnownIdentity>,
): BatchRows['names'] =>
  [...ownNames(claimed)].flatMap(([key, said]) => {
    const identity = identities.get(key);
    if (!identity || identity.ours || !isBetterName(said, saidBefore(identity))) return [];
    const { name, at, proven, groupId } = said;
    return [
      {
        id: identity.id,
        name,
        name_at: new Date(at).toISOString(),
        name_proven: proven,
        name_group_id: groupId,
      },
    ];
  });

/** A name that others gave gives way to any of their own. */
const saidBefore = ({ name, nameAt, nameProven }: KnownIdentity): SaidName => ({
  name: name ?? '',
  at: nameAt ?? Infinity,
  proven: nameProven,
});
