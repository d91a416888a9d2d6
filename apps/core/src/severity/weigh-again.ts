import type { MessageReceived } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import { recordLive } from '../live/record-live.js';
import type { SeverityWords } from './severity-words-of.js';
import { storedPost, weighStored, type StoredPost } from './weigh-stored.js';

/**
 * Posts that came again with other figures, read later than those we have: their severity follows. Figures that were not read again
 * stay, since some networks take money for each. The same figures again change nothing and are told to nobody. Their storms are locked.
 */
export const weighAgain = async (
  db: Queryable,
  repeated: readonly { event: MessageReceived; messageId: string }[],
  words: SeverityWords,
): Promise<void> => {
  const rows = repeated.flatMap(({ event: { reach }, messageId }) =>
    reach ? [{ id: messageId, reach, at: reach.at }] : [],
  );
  if (rows.length === 0) return;
  const moved = (await db.query(moving, columnValues(reachColumns, rows))) as Moved[];
  if (moved.length === 0) return;
  await weighStored(db, moved, words);
  await recordLive(
    db,
    moved.map(({ messageId, accountGroupId, threadId }) => ({
      accountGroupId,
      kind: 'message',
      data: { threadId, messageId, change: 'changed' },
    })),
  );
};

type Moved = StoredPost & { accountGroupId: string; threadId: string | null };

const reachColumns = { id: 'uuid', reach: 'jsonb', at: 'timestamptz' } satisfies Columns;

const moving = `
with r as materialized (
  select distinct on (id) * from (${new RowArrays().select(reachColumns)}) r order by id, at desc),
held as materialized (
  select p.message_id from public_post p join r on r.id = p.message_id order by p.message_id for update of p),
moved as (
  update public_post p set former_reach = p.reach, reach = coalesce(p.reach, '{}') || r.reach
  from r join held on held.message_id = r.id
  where p.message_id = r.id and r.at > coalesce((p.reach ->> 'at')::timestamptz, '-infinity')
    and p.reach - 'at' is distinct from (coalesce(p.reach, '{}') || r.reach) - 'at'
  returning p.*)
select ${storedPost}, p.account_group_id as "accountGroupId",
  (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null) as "threadId"
from moved p join message m on m.id = p.message_id order by p.message_id`;
