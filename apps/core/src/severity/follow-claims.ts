import type { Queryable } from '../database/queryable.js';

/** Writes into storms who has each, from the actions that keep it. */
export const followClaims = async (db: Queryable, stormIds: readonly string[]): Promise<void> => {
  await db.query(following, [[...new Set(stormIds)].sort()]);
};

const following = `
update storm s set owner_id = newest.agent_id
from unnest($1::uuid[]) as r(id) cross join lateral (
  select (a.data ->> 'agentId')::uuid as agent_id from action a
  where a.data ->> 'stormId' = r.id::text and a.kind = 'storm-claim'
  order by a.at desc, a.id desc limit 1) newest
where s.id = r.id`;
