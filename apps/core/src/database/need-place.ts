import { DomainError } from '../http/domain-error.js';
import type { Queryable } from './queryable.js';

/** What an admin gives names to: its table, what says there that one is out of use, and how many may be in use at once. */
export interface Named {
  table: 'tag' | 'team';
  outOfUse: 'archived_at' | 'removed_at';
  max: number;
}

/** Two of one name could not be told apart; the lock keeps two admins from making them at once, or more than there may be. */
export const needPlace = async (
  db: Queryable,
  { table, outOfUse, max }: Named,
  { id, name }: { id: string; name: string },
): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('filo ${table}s', 0))`);
  const [found] = (await db.query(
    `select count(*)::int as count, coalesce(bool_or(lower(name) = lower($2)), false) as taken
     from ${table} where ${outOfUse} is null and id <> $1`,
    [id, name],
  )) as [{ count: number; taken: boolean }];
  if (found.taken)
    throw new DomainError('conflict', `Nothing was changed: there is a ${table} named ${name} already.`, {
      reason: 'name-taken',
      errors: [{ path: 'name', message: 'This name is taken' }],
    });
  if (found.count >= max)
    throw new DomainError('conflict', `Nothing was changed: there are ${max} ${table}s already.`, {
      reason: `too-many-${table}s`,
    });
};
