import type { Reader } from '../../access/reader.js';
import type { Queryable } from '../../database/queryable.js';
import { peopleOf } from '../../people/people-of.js';
import { lockThreads } from '../../threads/lock-threads.js';
import { projectThreads } from '../../threads/project-threads.js';
import { placeWritten } from '../../topics/place-written.js';
import { settleTopics } from '../../topics/settle-topics.js';

interface Answering {
  /** The direct message, as it was written. */
  messageId: string;
  /** The public post whose author it invites. */
  postId: string;
  identityId: string;
  accountGroupId: string;
}

/**
 * An invitation that an agent sends is our answer to the post: it stands in that topic as a word of theirs, and whoever wrote the post
 * waits for nobody. A post in no topic has none to answer. The caller holds the lock of the identity.
 */
export const answerByInvitation = async (
  db: Queryable,
  { agentId }: Reader,
  { messageId, postId, identityId, accountGroupId }: Answering,
): Promise<void> => {
  const personId = (await peopleOf(db, [identityId])).get(identityId);
  if (personId === undefined) return;
  await lockThreads(db, [personId]);
  await db.query(
    `with written as (
       update message m set class = 'human', author_identity_id = null, author_agent_id = $3,
         topic_id = post.topic_id, answers_message_id = post.id
       from message post where m.id = $1 and post.id = $2 and post.topic_id is not null
       returning m.id, m.topic_id)
     ${placeWritten}`,
    [messageId, postId, agentId],
  );
  await settleTopics(db, { messageIds: [messageId] });
  await projectThreads(db, {
    personIds: [personId],
    bump: true,
    in: new Map([[personId, [accountGroupId]]]),
  });
};
