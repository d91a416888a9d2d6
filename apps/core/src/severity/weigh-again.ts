import type { MessageReceived, PublicReach } from '@filo/contracts';
import type { Queryable } from '../database/queryable.js';
import { columnValues, RowArrays, type Columns } from '../database/row-arrays.js';
import { recordLive } from '../live/record-live.js';
import { iso } from '../paging/json-times.js';
import type { SeverityWords } from './severity-words-of.js';
import { weighChanged } from './weigh-changed.js';
import { storedPost, type StoredPost } from './weigh-stored.js';

/**
 * Posts that came again with other figures, read later than those we have: their severity follows, as by an edit. Figures that were not read again
 * stay, since some networks take money for each. The same figures again are told to nobody and change nothing but when the post was last looked at, by which it is reckoned
 * how fast later ones grew. Their storms are locked.
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
  const moved: Moved[] = [];
  for (const round of inRounds(rows))
    moved.push(...((await db.query(moving, columnValues(reachColumns, round))) as Moved[]));
  if (moved.length === 0) return;
  const newest = [...new Map(moved.map((post) => [post.messageId, post])).values()];
  await weighChanged(db, newest, words);
  await recordLive(
    db,
    newest.map(({ messageId, accountGroupId, threadId }) => ({
      accountGroupId,
      kind: 'message',
      data: { threadId, messageId, change: 'changed' },
    })),
  );
};

interface Row {
  id: string;
  reach: PublicReach;
  at: string;
}

/** The looks at one post one after the other, oldest first: what was last seen before it grew came in the same batch, where a network is read faster than we write. */
const inRounds = (rows: readonly Row[]): Row[][] => {
  const rounds: Row[][] = [];
  const seen = new Map<string, number>();
  for (const row of rows.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))) {
    const round = seen.get(row.id) ?? 0;
    seen.set(row.id, round + 1);
    (rounds[round] ??= []).push(row);
  }
  return rounds;
};

type Moved = StoredPost & { threadId: string | null };

const reachColumns = { id: 'uuid', reach: 'jsonb', at: 'timestamptz' } satisfies Columns;

const lastLook = `greatest((p.reach ->> 'at')::timestamptz, p.looked_at, '-infinity')`;
const grown = `coalesce(p.reach, '{}') || r.reach`;
const isSame = `p.reach - 'at' is not distinct from (${grown}) - 'at'`;

const moving = `
with r as materialized (${new RowArrays().select(reachColumns)}),
held as materialized (
  select p.message_id from public_post p join r on r.id = p.message_id order by p.message_id for update of p),
looked as (
  update public_post p set looked_at = r.at from r join held on held.message_id = r.id
  where p.message_id = r.id and r.at > ${lastLook} and ${isSame}),
moved as (
  update public_post p set reach = ${grown}, looked_at = null, former_reach = case
    when p.looked_at > (p.reach ->> 'at')::timestamptz then p.reach || jsonb_build_object('at', ${iso('p.looked_at')}) else p.reach end
  from r join held on held.message_id = r.id
  where p.message_id = r.id and r.at > ${lastLook} and not ${isSame}
  returning p.*)
select ${storedPost},
  (select l.person_id from link l where l.identity_id = m.anchor_identity_id and l.withdrawn_at is null) as "threadId"
from moved p join message m on m.id = p.message_id order by p.message_id`;
