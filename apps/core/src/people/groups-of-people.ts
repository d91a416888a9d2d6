interface Placed {
  anchorIdentityId: string;
  accountGroupId: string;
}

/** The account groups in which something happened, by person; `people` as `holdPeople` found them. What stands with nobody is left out. */
export const groupsOfPeople = (
  people: ReadonlyMap<string, string>,
  rows: Iterable<Placed>,
): Map<string, Set<string>> => {
  const groups = new Map<string, Set<string>>();
  for (const { anchorIdentityId, accountGroupId } of rows) {
    const personId = people.get(anchorIdentityId);
    if (personId !== undefined) groups.set(personId, (groups.get(personId) ?? new Set()).add(accountGroupId));
  }
  return groups;
};
