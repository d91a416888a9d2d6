import type { MessageReceived } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';

/**
 * Whoever was known by a key that their network gives up stays who they are under the one that it gives instead: their person, what was
 * proven and what is blocked. It must be the same handle too: a server may let its users write what names them, and one of them name the
 * page of another. Where somebody is known by the new key already nothing is done: two identities are joined by people.
 *
 * A transaction of its own, which ends before any other lock is taken: identities are locked after the keys of a ledger. Done twice it is
 * done once.
 */
export const renameKeys = async (
  dataSource: DataSource,
  events: readonly MessageReceived[],
): Promise<void> => {
  const said = events.flatMap(({ author: { kind, key, formerKey, handle }, authorProof }) =>
    !formerKey || formerKey === key || !handle || authorProof.verdict !== 'proven'
      ? []
      : [{ kind, key, former: formerKey, handle }],
  );
  if (said.length > 0) await inTransaction(dataSource, (db) => db.query(renaming, [JSON.stringify(said)]));
};

/** Still known by the former key alone, and by this handle. */
const theirs = (said: string): string => `i.kind = ${said}.kind and i.key = ${said}.former and not i.ours
  and lower(i.handle) = lower(${said}.handle)
  and not exists (select from identity known where known.kind = ${said}.kind and known.key = ${said}.key)`;

/** One new key for one old, locked in the order in which identities are. */
const renaming = `
with told as (
  select distinct on (r.kind, r.former) r.*
  from jsonb_to_recordset($1::jsonb) r(kind text, key text, former text, handle text)
  join identity i on ${theirs('r')} order by r.kind, r.former, r.key),
wanted as (select distinct on (kind, key) * from told order by kind, key, former),
sorted as materialized (select * from wanted order by kind, former),
held as materialized (
  select i.id, s.key from sorted s cross join lateral (
    select i.id from identity i where ${theirs('s')} for update of i) i)
update identity i set key = held.key from held where i.id = held.id`;
