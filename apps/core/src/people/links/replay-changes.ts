/** A merge or split that was not undone, in the order in which they were made. */
export interface ActiveChange {
  kind: 'merge' | 'split';
  /** Of a merge: one identity of each person joined. Of a split: those that left the others. */
  identityIds: readonly string[];
}

/** The person that each identity had when it was alone, by identity id; no two identities have the same. */
export type OwnPersons = ReadonlyMap<string, string>;

/**
 * Who everybody is: the person of each identity, from nothing but the changes that were not undone.
 *
 * Everyone begins alone, as the person that their first word made. Then, in order, a merge joins the groups in which the
 * identities that it names are then, and a split takes the identities that it names out of their group, together. The person
 * of a group is the lowest own person in it (ids sort by time: the one that we have known longest).
 *
 * From that follows what an undo means: **the world in which that change was never made**. It may come at any time and in any
 * order, since only the set of what remains counts. Whoever came later stays with the identity that it was joined to:
 * a merge names identities, not groups. Undoing all gives everybody back the person that they were. And the same group
 * always has the same person, whatever way led to it.
 */
export const replayChanges = (own: OwnPersons, changes: readonly ActiveChange[]): Map<string, string> => {
  const groups = new Map([...own.keys()].map((id) => [id, new Set([id])]));
  for (const { kind, identityIds } of changes) {
    const known = identityIds.filter((id) => groups.has(id));
    if (kind === 'merge') join(groups, known);
    else part(groups, known);
  }
  return new Map([...groups].map(([id, group]) => [id, lowestPerson(own, group)]));
};

type Groups = Map<string, Set<string>>;

const join = (groups: Groups, ids: readonly string[]): void => {
  const together = new Set(ids.flatMap((id) => [...groups.get(id)!]));
  for (const id of together) groups.set(id, together);
};

const part = (groups: Groups, ids: readonly string[]): void => {
  for (const group of new Set(ids.map((id) => groups.get(id)!))) {
    const leaving = new Set(ids.filter((id) => group.has(id)));
    const staying = new Set([...group].filter((id) => !leaving.has(id)));
    for (const side of [leaving, staying]) for (const id of side) groups.set(id, side);
  }
};

const lowestPerson = (own: OwnPersons, group: ReadonlySet<string>): string =>
  [...group].map((id) => own.get(id)!).reduce((lowest, person) => (person < lowest ? person : lowest));
