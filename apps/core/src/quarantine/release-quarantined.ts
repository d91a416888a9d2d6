import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';

/** What waited in quarantine under these ledger keys has become a message. */
export const releaseQuarantined = async (
  db: Queryable,
  keys: readonly { channel: string; externalId: string }[],
): Promise<void> => {
  const rows: { account_group_id: string }[] = await db.query(
    `with released as (
       update quarantine q set state = 'released'
       from json_to_recordset($1) as r(channel text, external_id text)
       where q.channel = r.channel and q.external_id = r.external_id and q.state <> 'released'
       returning q.account_group_id)
     select distinct account_group_id from released`,
    [JSON.stringify(keys.map(({ channel, externalId }) => ({ channel, external_id: externalId })))],
  );
  await recordLive(
    db,
    rows.map((row) => ({ accountGroupId: row.account_group_id, kind: 'quarantine', data: {} })),
  );
};
