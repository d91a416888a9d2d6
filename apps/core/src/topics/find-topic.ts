import type { Reader } from '../access/reader.js';
import { visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';

export interface FoundTopic {
  id: string;
  anchorIdentityId: string;
  accountGroupId: string;
}

/** The topic of a thread that is named, else the one on which we work, else the newest; undefined where the reader sees none. */
export const findTopic = async (
  db: Queryable,
  { accountGroupIds }: Pick<Reader, 'accountGroupIds'>,
  { personId, topicId }: { personId: string; topicId: string | undefined },
): Promise<FoundTopic | undefined> => {
  const [topic] = (await db.query(
    `select t.id, t.anchor_identity_id as "anchorIdentityId", t.account_group_id as "accountGroupId"
     from link l join topic t on t.anchor_identity_id = l.identity_id
     where l.person_id = $1 and l.withdrawn_at is null and ${visibleTo('t', '$2')} and ($3::uuid is null or t.id = $3)
     order by t.state = 'closed', t.last_at desc, t.id limit 1`,
    [personId, accountGroupIds, topicId ?? null],
  )) as FoundTopic[];
  return topic;
};
