import type { ThreadAction } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';

/**
 * Does what an agent asked on all unclosed topics of a person's thread (`reopen`: on the newest one), or on `topicId`;
 * `read` and `unread` mark the thread. Writes `action` rows, settles the topics and projects the thread, all in the
 * caller's transaction. Resolves with the ids of the topics that it touched.
 */
export const applyTopicAction = async (
  _db: Queryable,
  _request: {
    personId: string;
    /** Account groups that the agent may act in. */
    accountGroupIds: readonly string[];
    agentId: string;
    action: ThreadAction;
  },
): Promise<string[]> => {
  throw new Error('being written');
};
