import type { Queryable } from '../database/queryable.js';
import type { MessageRow } from '../ingest/batch-rows.js';
import { settlePosts } from '../topics/settle-posts.js';
import { tellTurns } from './tell-turns.js';
import { isPost } from './weigh-posts.js';

/**
 * Settles once more those of these messages that were weighed just now: which voices one answer covers, and what is grave, is known only when the posts have their storms. The caller holds
 * the locks of their threads. Without such a post it costs nothing.
 */
export const settleWeighed = async (db: Queryable, rows: readonly MessageRow[]): Promise<void> => {
  const messageIds = rows.flatMap((row) => (isPost(row) && row.topic_id !== null ? [row.id] : []));
  if (messageIds.length > 0) await tellTurns(db, await settlePosts(db, { messageIds, topicIds: [] }));
};
