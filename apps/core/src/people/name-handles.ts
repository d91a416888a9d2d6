import type { Queryable } from '../database/queryable.js';
import { projectThreads } from '../threads/project-threads.js';

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

/**
 * A network gives a handle to one account at a time: whoever bore it before its bearer of now was heard goes by none until they say another. That it is
 * somebody else the network's own id says.
 */
export const takeHandles = async (
  db: Queryable,
  said: readonly { identityId: string; kind: string; handle: string; at: string }[],
): Promise<void> => {
  if (said.length === 0) return;
  const rows = said.map(({ identityId, kind, handle, at }) => ({ id: identityId, kind, handle, at }));
  const changed = (await db.query(taking, [JSON.stringify(rows)])) as { person_id: string }[];
  if (changed.length > 0)
    await projectThreads(db, { personIds: changed.map(({ person_id }) => person_id), bump: false });
};

/** Only by whoever bears it now: an old post that comes late takes nothing. */
const taking = `
with said as (
  select distinct on (r.kind, lower(r.handle)) r.* from jsonb_to_recordset($1::jsonb) r(id uuid, kind text, handle text, at timestamptz)
  join identity i on i.id = r.id and lower(i.handle) = lower(r.handle)
  order by r.kind, lower(r.handle), r.at desc, r.id),
former as (
  select o.id, said.at from said cross join lateral (
    select o.id from identity o
    where o.kind = said.kind and lower(o.handle) = lower(said.handle) and o.id <> said.id
      and coalesce(o.handle_at, o.created_at) < said.at
    order by o.id for no key update of o) o),
changed as (update identity i set handle = null, handle_at = former.at from former where i.id = former.id returning i.id)
select distinct l.person_id from changed join link l on l.identity_id = changed.id and l.withdrawn_at is null`;
