import type { Queryable } from '../database/queryable.js';
import type { Claimed } from '../ingest/intake.js';
import { recordLive } from '../live/record-live.js';

/**
 * What waited in quarantine has become a message: the item of its account group, or of its account, which may have moved to another group
 * meanwhile. What waits in other groups waits on, and what was discarded stays discarded.
 */
export const releaseQuarantined = async (db: Queryable, stored: readonly Claimed[]): Promise<void> => {
  const rows: { account_group_id: string }[] = await db.query(releasing, [
    JSON.stringify(
      stored.map(({ event, account }) => ({
        ...{ channel: event.channel, external_id: event.externalId },
        ...{ account_id: account.id, account_group_id: account.accountGroupId },
      })),
    ),
  ]);
  await recordLive(
    db,
    rows.map((row) => ({ accountGroupId: row.account_group_id, kind: 'quarantine', data: {} })),
  );
};

const releasing = `
with released as (
  update quarantine q set state = 'released'
  from json_to_recordset($1) as r(channel text, external_id text, account_id uuid, account_group_id uuid)
  where q.channel = r.channel and q.external_id = r.external_id and q.state in ('waiting', 'replaying')
    and (q.account_group_id = r.account_group_id or q.account_id = r.account_id)
  returning q.account_group_id)
select distinct account_group_id from released`;
