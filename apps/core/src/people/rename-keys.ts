import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';

/**
 * Whoever was known by a key that their network gives up stays who they are under the one that it gives instead: their person, what was
 * proven and what is blocked. Where somebody is known by the new one already nothing is done: two identities are joined by people.
 */
export const renameKeys = async (db: Queryable, events: readonly MessageReceived[]): Promise<void> => {
  const said = events.flatMap(({ author: { kind, key, formerKey }, authorProof }) =>
    formerKey === undefined || formerKey === key || authorProof.verdict !== 'proven'
      ? []
      : [{ kind, key, former: formerKey }],
  );
  if (said.length > 0) await db.query(renaming, [JSON.stringify(said)]);
};

/** One new key for one old, in the order in which identities are locked. */
const renaming = `
with said as (
  select distinct on (r.kind, r.former) r.* from jsonb_to_recordset($1::jsonb) r(kind text, key text, former text)
  order by r.kind, r.former, r.key),
wanted as materialized (select distinct on (kind, key) * from said order by kind, key, former),
held as materialized (
  select i.id, w.key from wanted w cross join lateral (
    select i.id from identity i where i.kind = w.kind and i.key = w.former and not i.ours
      and not exists (select from identity known where known.kind = w.kind and known.key = w.key)
    for update of i) i)
update identity i set key = held.key from held where i.id = held.id`;
