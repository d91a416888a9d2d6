import type { Reader } from '../access/reader.js';
import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';

/**
 * The identity on which a draft hangs, so that it follows through merges and splits: that to which it begins a matter, else that of the message it answers, else of the topic it is written
 * in, else of the newest word, else any of the person's.
 */
export const findDraftAnchor = async (
  db: Queryable,
  { accountGroupIds }: Reader,
  {
    personId,
    topicId,
    messageId,
    identityId,
  }: { personId: string; topicId?: string | undefined; messageId: string | null; identityId: string | null },
): Promise<string | null> => {
  const [row] = (await db.query(finding, [
    personId,
    accountGroupIds,
    topicId ?? null,
    messageId,
    identityId,
  ])) as {
    anchor: string | null;
  }[];
  return row?.anchor ?? null;
};

const finding = `
select coalesce(
  (select l.identity_id from link l where l.identity_id = $5 and l.person_id = $1 and l.withdrawn_at is null),
  (select m.anchor_identity_id from message m join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null
   where m.id = $4 and l.person_id = $1 and ${visibleTo('m', '$2')}),
  (select t.anchor_identity_id from topic t join link l on l.identity_id = t.anchor_identity_id and l.withdrawn_at is null
   where t.id = $3 and l.person_id = $1 and ${visibleTo('t', '$2')}),
  (select newest.anchor_identity_id from link l cross join lateral (
     select m.anchor_identity_id, m.sort_at, m.id from message m
     where m.anchor_identity_id = l.identity_id and m.direction = 'inbound' and m.class = 'human' and ${shownOnceTo('m', '$2')}
     order by m.sort_at desc, m.id desc limit 1) newest
   where l.person_id = $1 and l.withdrawn_at is null order by newest.sort_at desc, newest.id desc limit 1),
  (select l.identity_id from link l where l.person_id = $1 and l.withdrawn_at is null order by l.identity_id limit 1)) as anchor`;
