import type { Queryable } from '../database/queryable.js';
import { lockThreads } from '../threads/lock-threads.js';
import { peopleOf } from './people-of.js';

/**
 * The persons of these identities, by identity id, with their threads locked, for a caller that holds no lock of the
 * identities. A merge may come in before the lock: then the persons are others, and are looked up again under it. Once
 * locked they stay, since whoever changes links locks the threads of those whom it moves.
 */
export const holdPeople = async (
  db: Queryable,
  identityIds: readonly string[],
): Promise<Map<string, string>> => {
  const held = new Set<string>();
  for (;;) {
    const people = await peopleOf(db, identityIds);
    const fresh = [...new Set(people.values())].filter((id) => !held.has(id));
    if (fresh.length === 0) return people;
    await lockThreads(db, fresh);
    for (const id of fresh) held.add(id);
  }
};
