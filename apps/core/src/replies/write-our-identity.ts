import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';

/** An address of ours, where nothing was said from it yet. A statement of its own: whoever is second sees the row of the first in their next one. */
export const writeOurIdentity = async (db: Queryable, kind: string, key: string): Promise<void> => {
  await db.query(
    `insert into identity (id, kind, key, ours) values ($1, $2, $3, true) on conflict (kind, key) do nothing`,
    [uuidv7(), kind, key],
  );
};
