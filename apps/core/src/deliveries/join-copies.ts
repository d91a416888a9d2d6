import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';
import { removeEmptyMatter } from '../beginning/open-matter.js';
import { recordLive } from '../live/record-live.js';
import { holdPeople } from '../people/hold-people.js';
import { eraseRows } from '../privacy/erasing/erase-rows.js';
import { projectThreads } from '../threads/project-threads.js';
import { removeEmptyRows } from '../threads/remove-empty-rows.js';
import { recountTopics } from '../topics/recount-topics.js';
import type { Said } from './lock-said.js';

/** What an answer of ours is called at its network, by its receipt. */
interface NamedAnswer extends Said {
  messageId: string;
  accountId: string;
}

/** Our own word as it came from its network before anybody knew which answer it is. */
interface Early extends Said {
  id: string;
  answerId: string;
  accountGroupId: string;
  anchorIdentityId: string;
  topicId: string | null;
  /** It stands in the account group of the answer: it is the answer. Elsewhere it becomes a copy of it. */
  isSame: boolean;
}

/**
 * What came back from its network before the receipt of the very answer stands beside it as a word of its own: the receipt makes them one. The answer stays, with
 * its delivery and its agent; who answered the other answered it. The caller holds `lockSaid`.
 */
export const joinCopies = async (db: Queryable, named: readonly NamedAnswer[]): Promise<void> => {
  if (named.length === 0) return;
  const found = (await db.query(finding, [
    encodeArray('text', named.map(({ channel }) => channel)), // prettier-ignore
    encodeArray('text', named.map(({ externalId }) => externalId)), // prettier-ignore
    encodeArray('uuid', named.map(({ messageId }) => messageId)), // prettier-ignore
    encodeArray('uuid', named.map(({ accountId }) => accountId)), // prettier-ignore
  ])) as Early[];
  if (found.length === 0) return;
  const people = await holdPeople(db, [...new Set(found.map((one) => one.anchorIdentityId))]);
  for (const one of found) for (const sql of joining(one)) await db.query(sql, [one.id, one.answerId]);
  const same = found.filter(({ isSame }) => isSame);
  const topicIds = [...new Set(same.flatMap(({ topicId }) => topicId ?? []))];
  const personIds = [...new Set(people.values())];
  await eraseRows(db, { ...nothing, messages: same.map(({ id }) => id) });
  for (const topicId of topicIds) await removeEmptyMatter(db, topicId);
  await recountTopics(db, { topicIds, inherited: [] });
  await removeEmptyRows(db, personIds);
  await projectThreads(db, { personIds, bump: false });
  await recordLive(
    db,
    same.map(({ id, accountGroupId, anchorIdentityId }) => ({
      accountGroupId,
      kind: 'message',
      data: { threadId: people.get(anchorIdentityId) ?? null, messageId: id, change: 'removed' },
    })),
  );
};

const nothing = {
  ...{ identities: [], persons: [], topics: [], deliveries: [], quarantined: [] },
  ...{ carrying: [], drafts: [], invitations: [] },
};

/** Only what the very account said that the answer left from; what has a delivery is an answer of its own. */
const finding = `
with named as (
  select distinct on (l.channel, l.external_id) l.channel, l.external_id, l.message_id, w.message_id as answer_id
  from unnest($1::text[], $2::text[], $3::uuid[], $4::uuid[]) w(channel, external_id, message_id, account_id)
  join account a on a.id = w.account_id
  left join post_name n on n.channel = w.channel and n.external_id = w.external_id
  join ledger l on l.channel = w.channel and l.external_id = coalesce(n.first_external_id, w.external_id) and l.state = 'message'
  join message m on m.id = l.message_id and m.direction = 'outbound' and m.id <> w.message_id
  join identity i on i.id = m.author_identity_id and i.kind = w.channel and i.key = a.own_key
  where not exists (select from delivery d where d.message_id = m.id)
  order by l.channel, l.external_id
), moved as (
  update ledger l set message_id = n.answer_id from named n where l.channel = n.channel and l.external_id = n.external_id
)
select n.channel, n.external_id as "externalId", each.id, n.answer_id as "answerId", each.account_group_id as "accountGroupId",
  each.anchor_identity_id as "anchorIdentityId", each.topic_id as "topicId", each.account_group_id = answer.account_group_id as "isSame"
from named n join message answer on answer.id = n.answer_id
  join message each on each.id = n.message_id or each.copy_of = n.message_id
order by each.id`;

const joining = ({ isSame }: Early): readonly string[] =>
  isSame
    ? theSame
    : [
        'update message set copy_of = $2 where id = $1',
        `insert into ledger_copy (channel, external_id, account_group_id, message_id)
         select l.channel, l.external_id, m.account_group_id, m.id from message m join ledger l on l.message_id = $2 and l.channel = m.channel
         where m.id = $1 on conflict do nothing`,
      ];

const theSame = [
  `update arrival r set message_id = $2 where r.message_id = $1 and not exists (
     select from arrival o where o.message_id = $2 and (o.account_id, o.via, o.folder, o.uid_validity, coalesce(o.uid, 0))
       is not distinct from (r.account_id, r.via, r.folder, r.uid_validity, coalesce(r.uid, 0)))`,
  'update message set answers_message_id = $2 where answers_message_id = $1',
  'update promise set kept_message_id = $2 where kept_message_id = $1',
  'update carried_message set origin_id = $2 where origin_id = $1',
  `update conversation_watch w set message_id = $2 where w.message_id = $1
     and not exists (select from conversation_watch o where o.agent_id = w.agent_id and o.message_id = $2)`,
  'delete from ledger_copy where message_id = $1 and $2::uuid is not null',
  // Its pictures are the answer's: housekeeping looks whether anything else names them.
  `update blob set upload_only = true, stored_at = now() from attachment a
     where a.message_id = $1 and $2::uuid is not null and blob.sha256 = a.sha256 and a.media_type like 'image/%'`,
] as const;
