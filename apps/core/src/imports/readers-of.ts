import type { ImportPreview } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';

/** Whom somebody may give a list to read: the account groups that they see, and everybody where they see all of them. */
export const readersOf = async (
  db: Queryable,
  { accountGroupIds }: Reader,
): Promise<ImportPreview['readers']> => {
  const groups = (await db.query(
    'select id, name, id = any($1::uuid[]) as seen from account_group order by name, id',
    [accountGroupIds],
  )) as { id: string; name: string; seen: boolean }[];
  return {
    everybody: groups.every(({ seen }) => seen),
    accountGroups: groups.filter(({ seen }) => seen).map(({ id, name }) => ({ id, name })),
  };
};
