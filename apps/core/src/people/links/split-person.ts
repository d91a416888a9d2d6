import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { changeLinks } from './change-links.js';
import { PeopleChanged, type SeenVersions } from './check-people.js';
import { holdLinks } from './hold-links.js';
import type { Changed, Grounds } from './link-change.js';
import { membersOf, ownPersonsOf } from './read-links.js';
import { replayChanges } from './replay-changes.js';

export interface Split extends Grounds {
  personId: string;
  /** Those who leave, together. */
  identityIds: readonly string[];
  seen?: SeenVersions | undefined;
}

/**
 * Takes identities out of a person, in the caller's transaction. Each side is then the lowest person that one of its
 * identities had of its own, which gives back the id that it had before a merge.
 */
export const splitPerson = async (db: Queryable, split: Split): Promise<Changed> => {
  const { personId, identityIds, seen, ...grounds } = split;
  await holdLinks(db);
  const before = await membersOf(db, [personId]);
  if (identityIds.some((id) => !before.has(id))) throw new PeopleChanged([personId]);
  checkSplit(before, identityIds);
  const after = await partedPersons(db, [...before.keys()], identityIds);
  return changeLinks(db, { change: { ...grounds, kind: 'split', identityIds }, before, after, seen });
};

/** Someone must stay. */
export const checkSplit = (members: ReadonlyMap<string, string>, identityIds: readonly string[]): void => {
  if (new Set(identityIds).size < members.size) return;
  throw new DomainError(
    'nothing-to-split',
    'Nothing was changed: these are all the addresses of this person. Choose those that belong to somebody else.',
  );
};

/** Who everybody of one person would be after some have left. */
export const partedPersons = async (
  db: Queryable,
  members: readonly string[],
  leaving: readonly string[],
): Promise<Map<string, string>> =>
  replayChanges(await ownPersonsOf(db, members), [
    { kind: 'merge', identityIds: members },
    { kind: 'split', identityIds: leaving },
  ]);
