import type { Queryable } from '../database/queryable.js';
import { liveNotification } from '../live/record-live.js';
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
  await writeThreads(db, change);
};

/** {@link projectThreads} for a caller that holds the locks already. */
export const writeThreads = async (db: Queryable, change: ThreadChange): Promise<void> => {
  if (change.personIds.length === 0) return;
  await db.query(writing, [[...new Set(change.personIds)].sort(), change.bump ? 1 : 0]);
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
),
gone as (
  delete from thread_row r using who
  where r.person_id = who.person_id
    and not exists (select from rows where rows.person_id = r.person_id and rows.account_group_id = r.account_group_id)
  returning r.person_id, r.account_group_id
),
told as (
  insert into live_event (id, account_group_id, kind, data)
  select gen_random_uuid(), c.account_group_id, 'thread', jsonb_build_object('threadId', c.person_id, 'version', w.version)
  from (select * from kept union all select * from gone) c join written w using (person_id)
  returning id
)
select pg_notify('${liveNotification}', ''), count(*) from told`;
