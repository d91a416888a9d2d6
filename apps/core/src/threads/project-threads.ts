import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive, type LiveChange } from '../live/record-live.js';
import { lockThreads } from './lock-threads.js';
import { threadFacts } from './thread-facts.js';

export interface ThreadChange {
  personIds: readonly string[];
  /** Moves the version: a human word or our own; not for receipts, bounces, reads. */
  bump: boolean;
}

/**
 * Recomputes `thread` and `thread_row` of these persons inside the caller's transaction and writes a live event of kind
 * `thread` (`{ threadId, version }`) per row. Locks the thread rows in sorted order; makes those that are missing.
 */
export const projectThreads = async (db: Queryable, change: ThreadChange): Promise<void> => {
  if (change.personIds.length === 0) return;
  await lockThreads(db, change.personIds);
  await recordLive(db, await writeThreads(db, change));
};

/** {@link projectThreads} for a caller that holds the locks already, and records the live events itself. */
export const writeThreads = async (db: Queryable, change: ThreadChange): Promise<LiveChange[]> => {
  if (change.personIds.length === 0) return [];
  const written: { person_id: string; account_group_id: string | null; version: string | null }[] =
    await db.query(writing, [
      encodeArray('uuid', [...new Set(change.personIds)].sort()),
      change.bump ? 1 : 0,
    ]);
  const versions = new Map(
    written.flatMap((row) => (row.version === null ? [] : [[row.person_id, row.version]])),
  );
  return written.flatMap((row) =>
    row.account_group_id === null
      ? []
      : {
          accountGroupId: row.account_group_id,
          kind: 'thread' as const,
          data: { threadId: row.person_id, version: Number(versions.get(row.person_id)) },
        },
  );
};

const writing = `
with ${threadFacts},
written as (
  insert into thread (person_id, name)
  select person_id, name from named order by person_id
  on conflict (person_id) do update set name = excluded.name, version = thread.version + $2
  returning person_id, version
),
kept as (
  insert into thread_row (person_id, account_group_id, state, subject, preview, preview_direction, channels,
    last_at, waiting_since, unread, assignee_id, open_topics, undelivered)
  select person_id, account_group_id, state, subject, preview, preview_direction, channels,
    last_at, waiting_since, unread, assignee_id, open_topics, undelivered
  from rows order by person_id, account_group_id
  on conflict (person_id, account_group_id) do update set
    state = excluded.state, subject = excluded.subject, preview = excluded.preview,
    preview_direction = excluded.preview_direction, channels = excluded.channels, last_at = excluded.last_at,
    waiting_since = excluded.waiting_since, unread = excluded.unread, assignee_id = excluded.assignee_id,
    open_topics = excluded.open_topics, undelivered = excluded.undelivered
  returning person_id, account_group_id
)
select person_id, null::uuid as account_group_id, version from written
union all select person_id, account_group_id, null from kept`;
