import type { Queryable } from '../database/queryable.js';
import { applyReports } from '../deliveries/apply-reports.js';
import { recordLive } from '../live/record-live.js';
import { askToRoute } from '../routing/ask-to-route.js';
import { writeThreads } from '../threads/project-threads.js';
import { settleTopics } from '../topics/settle-topics.js';
import type { BatchPlan } from './planning/batch-plan.js';

/** What follows from rows just written: topics, who is to be given the new ones, threads, deliveries that reports name, live events. */
export const bringUpToDate = async (db: Queryable, plan: BatchPlan): Promise<void> => {
  const messageIds = plan.rows.messages.flatMap((row) =>
    row.topic_id !== null && row.class === 'human' ? [row.id] : [],
  );
  if (messageIds.length > 0) await settleTopics(db, { messageIds });
  await askToRoute(db, plan.rows.topics);
  const threads = await writeThreads(db, { personIds: [...plan.spoken.keys()], bump: true, in: plan.spoken });
  await applyReports(db, plan.reports);
  await recordLive(db, [...plan.live, ...threads]);
};
