import type { Queryable } from '../../database/queryable.js';
import type { SeenVersions } from './check-people.js';
import { holdLinks } from './hold-links.js';
import { joinPeople } from './join-people.js';
import type { Changed, Grounds } from './link-change.js';
import { membersOf, ownPersonsOf } from './read-links.js';

export interface JoinOfPersons extends Grounds {
  personIds: readonly string[];
  seen?: SeenVersions | undefined;
}

/** `joinPeople` for whoever knows persons, not identities: each is named by the identity whose own person it is. */
export const joinPersons = async (db: Queryable, join: JoinOfPersons): Promise<Changed | undefined> => {
  const { personIds, ...rest } = join;
  await holdLinks(db);
  const members = await membersOf(db, personIds);
  const own = await ownPersonsOf(db, [...members.keys()]);
  const identityIds = personIds.flatMap((personId) => {
    const held = [...members].filter(([, person]) => person === personId).map(([id]) => id);
    return held.find((id) => own.get(id) === personId) ?? held[0] ?? [];
  });
  return joinPeople(db, { ...rest, identityIds });
};
