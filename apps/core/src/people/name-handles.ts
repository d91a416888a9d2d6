import type { Queryable } from '../database/queryable.js';

/** By which handle an identity went on its network, and when. */
interface SaidHandle {
  identityId: string;
  /** Null: none from then on. */
  handle: string | null;
  at: string;
}

/**
 * The newest handle of each counts, in whatever order they come: a handle is a label that may be given up, and taken by somebody else.
 * Answers those that changed.
 */
export const nameHandles = async (db: Queryable, said: readonly SaidHandle[]): Promise<string[]> => {
  if (said.length === 0) return [];
  const rows = said.map(({ identityId, handle, at }) => ({ id: identityId, handle, at }));
  const changed = (await db.query(naming, [JSON.stringify(rows)])) as { id: string }[];
  return changed.map(({ id }) => id);
};

/** Before one was said with its time, the handle is that of when the identity was first heard of. */
const naming = `
with said as (
  select distinct on (r.id) r.* from jsonb_to_recordset($1::jsonb) r(id uuid, handle text, at timestamptz)
  order by r.id, r.at desc, coalesce(r.handle, '') collate "C" desc),
named as (
  update identity i set handle = said.handle, handle_at = said.at from said
  where i.id = said.id and (coalesce(i.handle_at, i.created_at), coalesce(i.handle, '') collate "C") < (said.at, coalesce(said.handle, '') collate "C")
  returning i.id)
select id from named`;
