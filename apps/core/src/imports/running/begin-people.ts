import type { Queryable } from '../../database/queryable.js';
import { beginAlone } from '../../people/links/join-people.js';
import { nameOf, type RowIdentity } from '../rows/read-row.js';
import type { GoodRow, KnownIdentities } from './do-rows.js';
import { importActor } from './import-actor.js';
import type { ImportAtWork } from './run-imports.js';

/**
 * The address of a row on which hangs what it says: the first that is one human's, else one that several may share but the list
 * gives to this customer alone.
 */
export const homeOf = ({ own, joinable }: GoodRow, known: KnownIdentities): RowIdentity | undefined => {
  const theirs = own.filter((one) => known.get(nameOf(one))?.ours !== true);
  return joinable.find((one) => theirs.includes(one) && !known.get(nameOf(one))?.shared) ?? theirs[0];
};

/**
 * Makes a person of every customer who is none yet, so that they are found among the people before they ever write. A customer
 * of whom the list has shared addresses alone is the first of them. Resolves with the persons that were made; their threads are
 * to be projected once the rows have said their names.
 */
export const beginPeople = async (
  db: Queryable,
  one: ImportAtWork,
  { rows, known }: { rows: readonly GoodRow[]; known: KnownIdentities },
): Promise<string[]> => {
  const homes = rows.flatMap((row) => {
    const any = row.row.identities.find((identity) => known.get(nameOf(identity))?.ours === false);
    const home = homeOf(row, known) ?? any;
    return (home && known.get(nameOf(home))?.id) ?? [];
  });
  const { name } = importActor(one);
  return beginAlone(db, [...new Set(homes)].sort(), name);
};
