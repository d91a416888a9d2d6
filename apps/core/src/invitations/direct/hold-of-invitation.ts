import type { Reader } from '../../access/reader.js';
import type { Queryable } from '../../database/queryable.js';

/**
 * Until when an invitation by direct message is held, so that whoever sent it can hold it back; undefined: it leaves at once. One that answers
 * no topic is no word of theirs, and cannot be.
 */
export const holdOfInvitation = async (
  db: Queryable,
  { agentId }: Reader,
  postId: string,
): Promise<Date | undefined> => {
  const [held] = (await db.query(
    `select now() + make_interval(secs => a.undo_seconds) as until from agent a, message m
     where a.id = $1 and m.id = $2 and m.topic_id is not null and a.undo_seconds > 0`,
    [agentId, postId],
  )) as { until: Date }[];
  return held?.until;
};
