import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { isTakenBack } from './is-refused.js';
import { judgeTurns } from './judge-turns.js';
import { settlePosts } from './settle-posts.js';
import { settleTopics } from './settle-topics.js';

/**
 * Lets the topics of these messages, deliveries of which are in another state, wait for us again where nothing of ours arrived or stands there any more, and no more where it did
 * after all; and so the public posts that they answer. The caller holds the locks of their threads.
 */
export const recountAnswered = async (db: Queryable, messageIds: readonly string[]): Promise<void> => {
  const moved = (await db.query(touched, [encodeArray('uuid', messageIds)])) as Moved[];
  const topicIds = [...new Set(moved.map(({ topicId }) => topicId))].sort();
  if (topicIds.length > 0) {
    await db.query(counting, [encodeArray('uuid', topicIds)]);
    await settleTopics(db, { topicIds });
  }
  // The topics that were settled just now had their posts settled.
  const settled = new Set(moved.map(({ messageId }) => messageId));
  const others = messageIds.filter((id) => !settled.has(id));
  if (others.length > 0) await judgeTurns(db, await settlePosts(db, { messageIds: others, topicIds: [] }));
};

interface Moved {
  messageId: string;
  topicId: string;
}

/** Those alone for which it makes a difference: a receipt is no reason to read a whole topic. */
const touched = `
select m.id as "messageId", t.id as "topicId" from message m join topic t on t.id = m.topic_id
where m.id = any($1::uuid[]) and m.direction = 'outbound' and m.class = 'human' and not m.history
  and case when ${isTakenBack('m')} then t.out_at = m.sort_at else t.out_at is null or t.out_at < m.sort_at end`;

const counting = `
update topic t set out_at = (
  select max(m.sort_at) from message m
  where m.topic_id = t.id and m.class = 'human' and m.direction = 'outbound' and not m.history and not ${isTakenBack('m')})
where t.id = any($1::uuid[])`;
