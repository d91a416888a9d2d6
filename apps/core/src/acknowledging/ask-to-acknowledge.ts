import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import type { MessageRow } from '../ingest/batch-rows.js';

/**
 * Notes, in the transaction that stores them, which messages may be acknowledged: those of accounts that do so. Whether they are is decided after
 * the commit (`AcknowledgeMessages`). What was imported or is old costs no statement.
 */
export const askToAcknowledge = async (
  db: Queryable,
  rows: readonly MessageRow[],
  now = Date.now(),
): Promise<void> => {
  const ids = rows
    .filter(
      (row) =>
        row.direction === 'inbound' &&
        row.class === 'human' &&
        row.audience === 'private' &&
        !row.history &&
        now - new Date(row.sort_at).getTime() <= lookedAtMs,
    )
    .map(({ id }) => id);
  if (ids.length > 0) await db.query(asking, [encodeArray('uuid', ids)]);
};

/** As old as anything that is acknowledged. */
const lookedAtMs = 3_600_000;

const asking = `
insert into acknowledgement_waiting (message_id)
select m.id from unnest($1::uuid[]) r(id) join message m on m.id = r.id
join acknowledgement said on said.account_id = m.account_id
where said.on_since is not null
on conflict do nothing`;
