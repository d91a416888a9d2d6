import type { Queryable } from '../database/queryable.js';
import { applyReports } from '../deliveries/apply-reports.js';
import { recordLive } from '../live/record-live.js';
import { asleepAmong, askToRoute } from '../routing/ask-to-route.js';
import { writeThreads } from '../threads/project-threads.js';
import { settleTopics } from '../topics/settle-topics.js';
import type { BatchPlan } from './planning/batch-plan.js';

/** What follows from rows just written: topics, who is to be given those that begin or wake, threads, deliveries that reports name, live events. */
export const bringUpToDate = async (db: Queryable, plan: BatchPlan): Promise<void> => {
  const spoken = plan.rows.messages.filter((row) => row.topic_id !== null && row.class === 'human');
  const opened = plan.rows.topics.map(({ id }) => id);
  const asleep = await asleepAmong(db, joined(spoken, opened));
  if (spoken.length > 0) await settleTopics(db, { messageIds: spoken.map(({ id }) => id) });
  await askToRoute(db, [...opened, ...asleep]);
  const threads = await writeThreads(db, { personIds: [...plan.spoken.keys()], bump: true, in: plan.spoken });
  await applyReports(db, plan.reports);
  await recordLive(db, [...plan.live, ...threads]);
};

/** Topics that were there before, to which somebody wrote now. */
const joined = (spoken: BatchPlan['rows']['messages'], opened: readonly string[]): string[] => {
  const ids = new Set<string>();
  for (const { topic_id, direction, history } of spoken)
    if (topic_id !== null && direction === 'inbound' && !history) ids.add(topic_id);
  for (const id of opened) ids.delete(id);
  return [...ids];
};
