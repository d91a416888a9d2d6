import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import type { UsedNameRow } from './batch-rows.js';
import type { Claimed } from './intake.js';
import { formerName, namesOfGroups, once } from './names-of-groups.js';
import { authorName } from './newest-name.js';

/**
 * The names of those who wrote under more than one, with when they did: an address from which several people write is known
 * by them taking turns (`several-people.ts`). Nothing for the many who keep to their name, and no claimed name of those who
 * have a proven one: whoever fills in forms in the name of others makes nobody's address a shared one. And the names of those
 * who are named in several account groups.
 */
export const usedNames = (
  claimed: readonly Claimed[],
  identities: ReadonlyMap<string, KnownIdentity>,
): UsedNameRow[] => {
  const groups = namesOfGroups(claimed, identities);
  const several = severalNames(claimed, identities);
  return groups.length === 0 ? several : once([...several, ...groups]);
};

const severalNames = (
  claimed: readonly Claimed[],
  identities: ReadonlyMap<string, KnownIdentity>,
): UsedNameRow[] => {
  const several = new Set<string>();
  const own = claimed.flatMap(({ event, account }) => {
    const identity = identities.get(identityKey(event.author));
    const name = authorName(event);
    if (!identity || identity.ours || event.direction !== 'inbound' || !name) return [];
    const proven = event.authorProof.verdict === 'proven';
    if (identity.nameProven && !proven) return [];
    if (identity.name !== name) several.add(identity.id);
    return [{ identity, name, at: event.sortAt, proven, groupId: account.accountGroupId }];
  });
  if (several.size === 0) return [];
  const used = new Map<string, UsedNameRow[]>();
  for (const { identity, name, at, proven, groupId } of own) {
    if (!several.has(identity.id)) continue;
    const names = used.get(identity.id) ?? (identity.nameAt === null ? [] : formerName(identity));
    used.set(identity.id, names);
    names.push({
      ...{ identity_id: identity.id, account_group_id: groupId, name },
      ...{ first_at: at, last_at: at, proven },
    });
  }
  return [...used.values()]
    .map(once)
    .filter((names) => names.length > 1)
    .flat();
};
