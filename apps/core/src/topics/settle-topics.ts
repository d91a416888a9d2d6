import type { Queryable } from '../database/queryable.js';

/**
 * Brings topics up to date inside the caller's transaction: folds messages just inserted (each with its `topic_id`) into
 * their topics, then computes the state of those topics and of `topicIds`. Call it after inserting a reply, before
 * `projectThreads`. Folding the same message twice changes nothing.
 */
export const settleTopics = async (
  _db: Queryable,
  _what: { messageIds?: readonly string[]; topicIds?: readonly string[] },
): Promise<void> => {
  throw new Error('being written');
};
