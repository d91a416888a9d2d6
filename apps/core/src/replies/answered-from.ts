import type { Queryable } from '../database/queryable.js';
import { calledAt } from '../ingest/post-names.js';
import type { AnsweredMessage } from './find-answered-message.js';

/** The message that is answered, named as the account knows it that answers: each server has ids of its own. */
export const answeredFrom = async (
  db: Queryable,
  answered: AnsweredMessage,
  accountId: string,
): Promise<AnsweredMessage> => {
  if (answered.id === null) return answered;
  const [row] = (await db.query(
    `select ${calledAt('m', '$2')} as "threadingId" from message m where m.id = $1`,
    [answered.id, accountId],
  )) as { threadingId: string | null }[];
  return { ...answered, threadingId: row?.threadingId ?? answered.threadingId };
};
