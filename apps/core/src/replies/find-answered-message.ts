import type { AnswerReaders } from '@filo/contracts/http';
import { shownOnceTo, visibleTo } from '../access/visible-to.js';
import type { Queryable } from '../database/queryable.js';
import { knownName } from '../people-pages/known-name.js';
import { contentWarningOf } from './content-warning.js';
import { isGonePost } from './refuse-gone.js';
import { wonPlace } from './won-place.js';

/** The message that a reply answers, and the one to whom the answer goes. */
export interface AnsweredMessage {
  /** Null: it answers none and begins a matter. */
  id: string | null;
  /** That the answer stands in; null: none. */
  topicId: string | null;
  topicSubject: string | null;
  accountId: string | null;
  accountGroupId: string;
  anchorIdentityId: string;
  audience: 'private' | 'public';
  /** That fewer read it than will read an answer to it, as its channel says. */
  answeredInPublic: boolean;
  /** An account that did not receive it is not shown it by its network, and cannot answer it. */
  followersOnly: boolean;
  /** Who can read it where it stands, or an answer to it: never more. */
  theirReaders: AnswerReaders;
  /** What its author put above the words, which hides them until somebody looks; null: nothing. */
  contentWarning: string | null;
  proof: 'proven' | 'claimed' | 'failed' | null;
  subject: string | null;
  /** Its Message-ID; for what came without one, such as a form, that of the mail before it in the same matter. */
  threadingId: string | null;
  references: string[];
  authorIdentityId: string | null;
  /** Where its author wants the answer; by its address space the channel of the answer is found. */
  replyIdentity: {
    id: string;
    kind: string;
    key: string;
    name: string | null;
    handle: string | null;
    ours: boolean;
  };
}

/** One that is there. */
export type StandingMessage = AnsweredMessage & { id: string };

export interface AnsweredWanted {
  personId: string;
  accountGroupIds: readonly string[];
  topicId?: string | undefined;
  messageId?: string | undefined;
}

/**
 * The message asked for, else the newest word of theirs in the topic or thread that is not gone, or the place that an invitation has won since; where all are gone, the
 * newest, so that this is told; undefined when there is none to answer. What
 * came to several account groups of the reader is answered where it is shown, or in the topic that was asked for.
 */
export const findAnsweredMessage = async (
  db: Queryable,
  wanted: AnsweredWanted,
): Promise<StandingMessage | undefined> => {
  const [found] = (await db.query(finding, [
    wanted.personId,
    wanted.accountGroupIds,
    wanted.topicId ?? null,
    wanted.messageId ?? null,
  ])) as StandingMessage[];
  return found;
};

/** Of a topic that another address opened, or of the twin of one, the subject is that address's word: it is told to no other. */
const ownSubject =
  'case when t.anchor_identity_id = m.anchor_identity_id and t.twin_of is null then t.subject end';

/** An answer to what followers alone can read goes to its author, unless its network lets everybody read answers. */
export const theirReadersOf = (alias: string): string =>
  `case when ${alias}.marks @> '[{"code":"answered-in-public"}]' then 'everybody'
    when ${alias}.marks @> '[{"code":"followers-only"}]' then 'author' when ${alias}.marks @> '[{"code":"unlisted"}]' then 'unlisted' else 'everybody' end`;

/** Who came to private from an account goes on there: what they said in public before comes after all that they said in private. */
const isLeftBehind = `(m.audience = 'public' and exists (
    select from invitation v where v.identity_id = m.anchor_identity_id and v.account_group_id = m.account_group_id and v.joined_at > m.sort_at
      and not exists (select from link_change undo where undo.undoes_id = v.change_id)))`;

/** The newest word of theirs in the topic or thread, or the one that was named. */
const newestWord = (more: string): string => `(
  select m.*, null::uuid as won_by, m.topic_id as matter_id from message m
  where m.anchor_identity_id = l.identity_id and m.direction = 'inbound' and ${visibleTo('m', '$2')}
    and ($3::uuid is null or m.topic_id = $3)
    and case when $4::uuid is null then m.class = 'human' and ($3::uuid is not null or ${shownOnceTo('m', '$2')}) else m.id = $4 end
    ${more}
  order by m.sort_at desc, m.id desc limit 1)`;

/** A place that was won has its mail in no topic: an answer there stands in the matter in which they were invited, below the account that was. */
const finding = `
select m.id, t.id as "topicId", ${ownSubject} as "topicSubject", m.account_id as "accountId",
  m.account_group_id as "accountGroupId", coalesce(m.won_by, m.anchor_identity_id) as "anchorIdentityId",
  m.author_identity_id as "authorIdentityId", m.audience,
  m.marks @> '[{"code":"answered-in-public"}]' as "answeredInPublic", m.marks @> '[{"code":"followers-only"}]' as "followersOnly", ${theirReadersOf('m')} as "theirReaders",
  ${contentWarningOf('m')} as "contentWarning", m.proof, m.subject,
  coalesce(m.threading_id, before.threading_id) as "threadingId",
  coalesce(before.reference_ids, m.reference_ids) as "references",
  json_build_object('id', i.id, 'kind', i.kind, 'key', i.key, 'name', ${knownName('i', '$2')}, 'handle', i.handle, 'ours', i.ours) as "replyIdentity"
from link l
cross join lateral (${newestWord('')} union all ${newestWord(`and $4::uuid is null and not ${isGonePost('m')}`)}
  union all select won.* from (${wonPlace('l.identity_id', '$2')}) won where $3::uuid is null and ($4::uuid is null or won.id = $4)) m
join identity i on i.id = case when m.won_by is null then coalesce(m.reply_identity_id, m.author_identity_id) else m.anchor_identity_id end
left join topic t on t.id = m.matter_id
left join lateral (
  select b.threading_id, b.reference_ids from message b
  where m.threading_id is null and b.threading_id is not null and ${visibleTo('b', '$2')}
    and b.anchor_identity_id = m.anchor_identity_id and b.topic_id = m.topic_id and (b.sort_at, b.id) < (m.sort_at, m.id)
  order by b.sort_at desc, b.id desc limit 1) before on true
where l.person_id = $1 and l.withdrawn_at is null
order by ${isGonePost('m')}, ${isLeftBehind} and $3::uuid is null and $4::uuid is null, m.won_by is not null, m.sort_at desc, m.id desc limit 1`;
