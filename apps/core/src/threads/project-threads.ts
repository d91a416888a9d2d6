import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive, type LiveChange } from '../live/record-live.js';
import { lockThreads } from './lock-threads.js';
import { threadFacts } from './thread-facts.js';

export interface ThreadChange {
  personIds: readonly string[];
  /** Moves the version: a human word or our own; not for receipts, bounces, reads. */
  bump: boolean;
  /** Account groups in which something happened, by person: nobody else is told. All groups where it is not said. */
  in?: ReadonlyMap<string, Iterable<string>>;
}

/**
 * Recomputes `thread` and `thread_row` of these persons inside the caller's transaction and writes a live event of kind
 * `thread` (`{ threadId, version }`) per row of a group in which something happened. Locks the thread rows in sorted order; makes those that are missing.
 */
export const projectThreads = async (db: Queryable, change: ThreadChange): Promise<void> => {
  if (change.personIds.length === 0) return;
  await lockThreads(db, change.personIds);
  await recordLive(db, await writeThreads(db, change));
};

/** {@link projectThreads} for a caller that holds the locks already, and records the live events itself. */
export const writeThreads = async (db: Queryable, change: ThreadChange): Promise<LiveChange[]> => {
  if (change.personIds.length === 0) return [];
  const places = change.in && placesIn(change.in);
  const written: { person_id: string; account_group_id: string | null; version: string }[] = await db.query(
    writing,
    [
      encodeArray('uuid', [...new Set(change.personIds)].sort()),
      change.bump ? 1 : 0,
      places ? JSON.stringify(Object.fromEntries([...places].map((place) => [place, 1]))) : null,
    ],
  );
  const versions = new Map(
    written.flatMap((row) => (row.account_group_id === null ? [[row.person_id, Number(row.version)]] : [])),
  );
  return written.flatMap((row) =>
    row.account_group_id === null || (places && !places.has(placeOf(row.person_id, row.account_group_id)))
      ? []
      : {
          accountGroupId: row.account_group_id,
          kind: 'thread' as const,
          data: { threadId: row.person_id, version: versions.get(row.person_id)! + Number(row.version) },
        },
  );
};

const placeOf = (personId: string, groupId: string): string => `${personId}${groupId}`;

const placesIn = (groups: NonNullable<ThreadChange['in']>): Set<string> =>
  new Set([...groups].flatMap(([personId, ids]) => [...ids].map((id) => placeOf(personId, id))));

const writing = `
with ${threadFacts},
written as (
  insert into thread (person_id, name)
  select person_id, name from named order by person_id
  on conflict (person_id) do update set name = excluded.name
  returning person_id, version
),
kept as (
  insert into thread_row (person_id, account_group_id, state, subject, preview, preview_direction, channels,
    last_at, waiting_since, unread, assignee_id, open_topics, undelivered, assignee_ids, snoozed_until, promise_due, promises, turn_at, grave, team_id, team_ids, hidden, moved)
  select person_id, account_group_id, state, subject, preview, preview_direction, channels,
    last_at, waiting_since, unread, assignee_id, open_topics, undelivered, assignee_ids, snoozed_until, promise_due, promises, turn_at, grave, team_id, team_ids, hidden,
    case when $3::jsonb is null or $3::jsonb ? (person_id::text || account_group_id) then $2 else 0 end
  from rows order by person_id, account_group_id
  on conflict (person_id, account_group_id) do update set
    state = excluded.state, subject = excluded.subject, preview = excluded.preview,
    preview_direction = excluded.preview_direction, channels = excluded.channels, last_at = excluded.last_at,
    waiting_since = excluded.waiting_since, unread = excluded.unread, assignee_id = excluded.assignee_id,
    open_topics = excluded.open_topics, undelivered = excluded.undelivered, assignee_ids = excluded.assignee_ids,
    snoozed_until = excluded.snoozed_until, promise_due = excluded.promise_due, promises = excluded.promises,
    turn_at = excluded.turn_at, grave = excluded.grave, team_id = excluded.team_id, team_ids = excluded.team_ids, hidden = excluded.hidden, moved = thread_row.moved + excluded.moved
  returning person_id, account_group_id, moved
)
select person_id, null::uuid as account_group_id, version from written
union all select person_id, account_group_id, moved from kept`;
