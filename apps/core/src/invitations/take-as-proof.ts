import type { Queryable } from '../database/queryable.js';
import { tellChanged } from '../deliveries/tell-changed.js';
import { holdPeople } from '../people/hold-people.js';
import { forgetPosts } from '../severity/forget-posts.js';
import { recountTopics } from '../topics/recount-topics.js';
import { moveWords } from '../topics/twins/move-words.js';
import { isOnlyTheLine } from './invitation-code.js';

/** What the line that joined consists of. */
interface Line {
  code: string;
  address: string;
}

interface Proof {
  words: string;
  topicId: string;
  anchorIdentityId: string;
  accountGroupId: string;
  /** Nothing else that anybody said stands in its topic. */
  alone: boolean;
}

/**
 * A message that said nothing but the line has done its work when it joined: it stays where it stands, as a proof and no word of theirs, so that nobody
 * waits for an answer to it, it makes no thread unread and is no voice on the board. A topic that it alone had opened goes. One that says or shows more
 * stays what it is. The caller holds the links.
 */
export const takeAsProof = async (db: Queryable, messageId: string, line: Line): Promise<void> => {
  const before = await find(db, messageId, line);
  if (!before) return;
  const people = await holdPeople(db, [before.anchorIdentityId]);
  if (!people.has(before.anchorIdentityId)) return;
  // Its author may have edited it meanwhile.
  const proof = await find(db, messageId, line);
  if (!proof) return;
  const { topicId, anchorIdentityId, accountGroupId, alone } = proof;
  await db.query(
    `update message set class = 'proof', topic_id = case when $2 then null else topic_id end where id = $1`,
    [messageId, alone],
  );
  if (alone) for (const sql of removing) await db.query(sql, [topicId]);
  const moved = await moveWords(db, [anchorIdentityId]);
  await recountTopics(db, { ...moved, topicIds: [...moved.topicIds, ...(alone ? [] : [topicId])] });
  await forgetPosts(db, [{ messageId, accountGroupId }]);
  await tellChanged(db, [{ messageId, accountGroupId, anchorIdentityId }], { bump: true });
};

const find = async (
  db: Queryable,
  messageId: string,
  { code, address }: Line,
): Promise<Proof | undefined> => {
  const [proof] = (await db.query(
    `select m.new_text as words, m.topic_id as "topicId", m.anchor_identity_id as "anchorIdentityId", m.account_group_id as "accountGroupId",
       not exists (select from message other where other.topic_id = m.topic_id and other.id <> m.id)
         and not exists (select from topic twin where twin.twin_of = m.topic_id) as alone
     from message m where m.id = $1 and m.class = 'human' and m.topic_id is not null
       and not exists (select from attachment a where a.message_id = m.id) and not m.marks @> '[{"code":"picture-not-fetched"}]'
       and exists (select from topic t where t.account_group_id = m.account_group_id and t.anchor_identity_id = m.anchor_identity_id
         and exists (select from message word where word.topic_id = t.id and word.id <> m.id and word.class = 'human'))`,
    [messageId],
  )) as Proof[];
  return proof && isOnlyTheLine(proof.words, code, address) ? proof : undefined;
};

const removing = ['delete from action where topic_id = $1', 'delete from topic where id = $1'] as const;
