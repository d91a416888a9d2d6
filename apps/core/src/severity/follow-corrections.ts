import type { Queryable } from '../database/queryable.js';

/** Writes into storms what agents said last of each, from the actions that keep it. */
export const followCorrections = async (db: Queryable, stormIds: readonly string[]): Promise<void> => {
  await db.query(following, [[...new Set(stormIds)].sort()]);
};

const following = `
update storm s set corrected_level = (newest.data ->> 'level')::int, correction_id = newest.id,
  not_about_us = coalesce((newest.data ->> 'notAboutUs')::boolean, false)
from unnest($1::uuid[]) as r(id) left join lateral (
  select a.id, a.data from action a where a.data ->> 'stormId' = r.id::text and a.kind = 'severity'
  order by a.at desc, a.id desc limit 1) newest on true
where s.id = r.id`;
