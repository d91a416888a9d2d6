import type { Queryable } from '../database/queryable.js';
import { iso } from '../paging/json-times.js';
import { lockThreads } from '../threads/lock-threads.js';
import type { Snoozed, Until } from '../topics/write-actions.js';

/**
 * What is snoozed in a thread, and until when, before anything is done there: a promise that is settled with a close ends a snooze, too. Under
 * the lock of the thread, which it takes.
 */
export const snoozedTopics = async (db: Queryable, personId: string): Promise<Snoozed> => {
  await lockThreads(db, [personId]);
  const rows = (await db.query(finding, [personId])) as { id: string; until: Until }[];
  return Object.fromEntries(rows.map(({ id, until }) => [id, until]));
};

/** A topic in which a twin's snooze counts has no action of its own: then what it says itself is all that is known. */
const finding = `
select t.id, coalesce(snooze.data, '{}') - array['changeId', 'undoes', 'bulkId', 'wasSnoozed'] || jsonb_build_object('until', ${iso('t.snooze_until')}) as until
from link l join topic t on t.anchor_identity_id = l.identity_id and t.state = 'snoozed'
left join lateral (
  select a.data from action a where a.topic_id = t.id and a.kind = 'snooze' order by a.at desc, a.id desc limit 1) snooze on true
where l.person_id = $1 and l.withdrawn_at is null`;
