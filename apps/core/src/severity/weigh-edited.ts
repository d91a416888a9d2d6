import type { Queryable } from '../database/queryable.js';
import { lockStorms } from './lock-storms.js';
import type { SeverityWords } from './severity-words-of.js';
import { weighChanged } from './weigh-changed.js';
import { storedPost, type StoredPost } from './weigh-stored.js';

/**
 * Posts whose author changed the words are weighed by the new ones, as a rebuild would. One that was seen to and is grave now waits again, and one that says more than an agent saw who quieted its storm leaves it. The last
 * step of a transaction, for it locks the storms; what is no public post costs one look.
 */
export const weighEdited = async (
  db: Queryable,
  messageIds: readonly string[],
  words: SeverityWords,
): Promise<void> => {
  const posts = (await db.query(
    'select account_group_id as "groupId" from public_post where message_id = any($1::uuid[])',
    [messageIds],
  )) as { groupId: string }[];
  if (posts.length === 0) return;
  await lockStorms(
    db,
    posts.map(({ groupId }) => groupId),
  );
  const stored = (await db.query(reading, [messageIds])) as StoredPost[];
  await weighChanged(db, stored, words);
};

const reading = `
select ${storedPost} from public_post p join message m on m.id = p.message_id
where p.message_id = any($1::uuid[]) order by p.message_id for update of p`;
