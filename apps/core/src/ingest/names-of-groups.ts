import { identityKey, type KnownIdentity } from '../people/resolve-identities.js';
import type { UsedNameRow } from './batch-rows.js';
import { identitiesNamed } from './identities-named.js';
import type { Claimed } from './intake.js';
import { ownName } from './newest-name.js';

/**
 * What identities are called in account groups other than the one in which their name was said (`known-name.ts`): there they
 * are shown with these names. An identity holds the best name of all with its group; when that comes from another group now,
 * the name before it stays known where it was. Nothing where all is said in one group.
 */
export const namesOfGroups = (
  claimed: readonly Claimed[],
  identities: ReadonlyMap<string, KnownIdentity>,
): UsedNameRow[] => {
  const rows: UsedNameRow[] = [];
  const elsewhere = new Set<KnownIdentity>();
  for (const one of claimed)
    for (const { ref, groupId } of identitiesNamed(one)) {
      if (!ref.name && ref !== one.event.author) continue;
      const identity = identities.get(identityKey(ref));
      if (!identity || identity.ours || identity.name === null || identity.nameGroupId === groupId) continue;
      elsewhere.add(identity);
      if (ref.name) rows.push(rowOf(identity, { name: ref.name, groupId }));
    }
  if (elsewhere.size === 0) return rows;
  for (const one of claimed) {
    const said = ownName(one);
    const identity = said && identities.get(identityKey(one.event.author));
    if (identity && elsewhere.has(identity)) rows.push(rowOf(identity, said), ...formerName(identity));
  }
  return once(rows);
};

const rowOf = (
  { id }: Pick<KnownIdentity, 'id'>,
  { name, groupId, at, proven = false }: { name: string; groupId: string; at?: number; proven?: boolean },
): UsedNameRow => {
  const when = at === undefined ? null : new Date(at).toISOString();
  return { identity_id: id, account_group_id: groupId, name, first_at: when, last_at: when, proven };
};

/** The name that was known before, as of its last use; where nobody knows in which group it was said, it is known in none. */
export const formerName = ({ id, name, nameAt, nameProven, nameGroupId }: KnownIdentity): UsedNameRow[] => {
  if (name === null || nameGroupId === null) return [];
  const at = nameAt === null ? {} : { at: nameAt };
  return [rowOf({ id }, { name, groupId: nameGroupId, proven: nameProven, ...at })];
};

/** Each name of an identity in a group once, with all of its uses; a claimed use says nothing of a proven name. */
export const once = (rows: readonly UsedNameRow[]): UsedNameRow[] => {
  const found = new Map<string, UsedNameRow>();
  for (const row of rows) {
    const key = `${row.identity_id} ${row.account_group_id} ${row.name}`;
    const known = found.get(key);
    found.set(key, known ? together(known, row) : row);
  }
  return [...found.values()];
};

const together = (one: UsedNameRow, other: UsedNameRow): UsedNameRow => {
  if (one.proven !== other.proven) return one.proven ? one : other;
  const used = [one, other].flatMap(({ first_at, last_at }) =>
    first_at && last_at ? [{ first_at, last_at }] : [],
  );
  if (used.length < 2) return { ...one, first_at: null, last_at: null, ...used[0] };
  const [a, b] = used as [(typeof used)[0], (typeof used)[0]];
  return {
    ...one,
    first_at: a.first_at < b.first_at ? a.first_at : b.first_at,
    last_at: a.last_at > b.last_at ? a.last_at : b.last_at,
  };
};
