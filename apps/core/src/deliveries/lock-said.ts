import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/** What a network calls a word of ours. */
export interface Said {
  channel: string;
  externalId: string;
}

/**
 * Our own word may come back from its network while the receipt of the very answer comes: whoever is second waits here until the first is committed, and sees it. Taken before
 * all other locks that a transaction waits for.
 */
export const lockSaid = async (db: Queryable, said: readonly Said[]): Promise<void> => {
  if (said.length === 0) return;
  await db.query(locking, [
    encodeArray('text', said.map(({ channel }) => channel)), // prettier-ignore
    encodeArray('text', said.map(({ externalId }) => externalId)), // prettier-ignore
  ]);
};

const locking = `
select pg_advisory_xact_lock(key) from (
  select distinct hashtextextended('filo said ' || channel || ' ' || external_id, 0) as key
  from unnest($1::text[], $2::text[]) r(channel, external_id) order by key) each`;
