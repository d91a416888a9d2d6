import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { findTopic } from '../topics/find-topic.js';

interface Wanted {
  personId: string;
  messageId: string | undefined;
  topicId: string | undefined;
}

/** The topic in which a promise is made: that of our word, the one that is named, or the one on which we work. Throws where there is none. */
export const findPromiseHome = async (
  db: Queryable,
  reader: Reader,
  { personId, messageId, topicId }: Wanted,
): Promise<string> => {
  const home =
    messageId === undefined
      ? await findTopic(db, reader, { personId, topicId })
      : await topicOfWord(db, reader, { personId, messageId });
  if (home) return home.id;
  if (messageId !== undefined)
    throw new DomainError(
      'unknown-reference',
      'Nothing was promised: in this thread there is no such word of ours.',
      { reason: 'no-such-message' },
    );
  throw new DomainError('unknown-reference', 'Nothing was promised: this thread holds no such topic.', {
    reason: 'no-such-topic',
  });
};

const topicOfWord = async (
  db: Queryable,
  { accountGroupIds }: Reader,
  { personId, messageId }: { personId: string; messageId: string },
): Promise<{ id: string } | undefined> => {
  const [topic] = (await db.query(
    `select t.id from link l join message m on m.anchor_identity_id = l.identity_id join topic t on t.id = m.topic_id
     where l.person_id = $1 and l.withdrawn_at is null and m.id = $3 and m.direction = 'outbound' and ${visibleTo('m', '$2')}`,
    [personId, accountGroupIds, messageId],
  )) as { id: string }[];
  return topic;
};

/** Who sees to a promise may answer where it was made. */
export const refuseOwner = async (db: Queryable, ownerId: string, topicId: string): Promise<void> => {
  const [owner] = (await db.query(
    `select a.id from topic t join agent_access x on x.account_group_id = t.account_group_id
     join agent a on a.id = x.agent_id and a.disabled_at is null and a.invited_at is null
     where t.id = $1 and a.id = $2`,
    [topicId, ownerId],
  )) as { id: string }[];
  if (!owner)
    throw new DomainError(
      'unknown-reference',
      'Nothing was changed: there is no such agent who may answer here.',
      {
        reason: 'no-such-agent',
      },
    );
};
