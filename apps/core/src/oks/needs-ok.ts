import type { OkReason } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import type { AnsweredMessage } from '../replies/find-answered-message.js';
import type { FindWords } from '../severity/words/find-words.js';
import { graveKinds } from '../severity/words/severity-words.js';
import { isSettled } from '../topics/is-settled.js';

/** As much of what is answered as it takes to know. */
type Asking = Pick<AnsweredMessage, 'id' | 'topicId' | 'audience' | 'accountGroupId' | 'anchorIdentityId'>;

export interface OkCause {
  why: OkReason[];
  /** The message whose words ask for it: the answered one where its words do, else the newest, of what was said in public before what was not. */
  askingId: string;
}

/**
 * Why a public answer to this message needs a second pair of eyes; undefined where it needs none. It is asked of all that its author has said here in
 * public and that is not over: whoever wrote "it exploded" and then "hello?" is answered about what exploded, in whichever topic, and whether or not the words are still here; but for what an agent settled by itself on the board, unless it is what is answered. What they quote, and what they wrote in
 * private in the same matter, is theirs as well. It follows from the words alone: who corrects the level of a storm cannot free their own answer.
 */
export const whyOkIsNeeded = async (
  db: Queryable,
  words: FindWords,
  { id, topicId, audience, accountGroupId, anchorIdentityId }: Asking,
): Promise<OkCause | undefined> => {
  if (audience !== 'public') return undefined;
  const found = (await db.query(finding, [id, topicId, accountGroupId, anchorIdentityId])) as Said[];
  const grave = found
    .map(({ stored, text, ...said }) => ({ ...said, why: together([stored, graveWords(words, text)]) }))
    .filter(({ why }) => why.length > 0);
  const asking = grave.find((said) => said.id === id) ?? grave.find(({ isPublic }) => isPublic) ?? grave[0];
  return asking && { why: together(grave.map(({ why }) => why)), askingId: asking.id };
};

/** What its author said, the newest first: the reasons that were kept of it, and its words of now. */
interface Said {
  id: string;
  isPublic: boolean;
  stored: OkReason[];
  text: string;
}

/** By the words of now: what was weighed by an older list, or never, is no less grave. */
const graveWords = (words: FindWords, text: string): OkReason[] => {
  const found = words.run(text);
  return graveKinds
    .map((factor) => ({ factor, words: found[factor].slice(0, wordsMax) }))
    .filter((reason) => reason.words.length > 0);
};

const together = (all: readonly OkReason[][]): OkReason[] =>
  graveKinds.flatMap((factor) => {
    const same = all.flat().filter((reason) => reason.factor === factor);
    const words = [...new Set(same.flatMap((reason) => reason.words))].slice(0, wordsMax);
    return same.length > 0 ? [{ factor, words }] : [];
  });

/** Refuses what one person must not send alone. */
export const refuseWithoutOk = async (db: Queryable, words: FindWords, answered: Asking): Promise<void> => {
  const cause = await whyOkIsNeeded(db, words, answered);
  if (!cause) return;
  throw new DomainError(
    'needs-ok',
    'Nothing was sent: the post speaks of harm, law or press, and a colleague reads a public answer to it first. Ask for their OK.',
    { why: cause.why },
  );
};

/** Active agents beside this one who may see what stands in the account group. */
export const countColleagues = async (
  db: Queryable,
  { agentId, accountGroupId }: { agentId: string; accountGroupId: string },
): Promise<number> => {
  const [row] = (await db.query(`select ${colleagues('$1', '$2')} as count`, [accountGroupId, agentId])) as [
    { count: number },
  ];
  return row.count;
};

export const colleagues = (group: string, agent: string): string => `(
  select count(*)::int from agent_access may join agent other on other.id = may.agent_id
  where may.account_group_id = ${group}::uuid and other.id <> ${agent}::uuid and other.disabled_at is null
    and other.invited_at is null)`;

/** Days for which a matter that was closed, or a post that stands in none, is still what its author speaks of. */
const lastsDays = 14;
/** Named of each kind. */
const wordsMax = 10;
/** Looked at, the newest; of each so many characters. */
const textsMax = 100;
const textMax = 5_000;

/**
 * Nothing while the rule is off. Read are the reasons of now and of what was removed, and the newest words: of public ones also what they quote, of private
 * ones of the same matter what its author wrote.
 */
const finding = `
with recursive matter(id) as (
  select $2::uuid where $2::uuid is not null
  union select t.continues_topic_id from matter join topic t on t.id = matter.id where t.continues_topic_id is not null),
theirs as (
  select theirs.identity_id as id from link mine join link theirs on theirs.person_id = mine.person_id and theirs.withdrawn_at is null
  where mine.identity_id = $4::uuid and mine.withdrawn_at is null),
asked as (
  select $1::uuid as id
  union select m.id from matter join topic t on t.id = matter.id join message m on m.topic_id = t.id
  where m.audience = 'public' and not ${isSettled('m', 't')}
  union select said.id from theirs cross join lateral (
    select p.message_id as id, p.posted_at from public_post p where p.author_identity_id = theirs.id and p.account_group_id = $3::uuid
    union all select g.message_id, g.posted_at from grave_post g where g.author_identity_id = theirs.id and g.account_group_id = $3::uuid) said
  join message m on m.id = said.id left join topic t on t.id = m.topic_id
  where (t.state <> 'closed' or greatest(said.posted_at, t.closed_at) > now() - interval '${lastsDays} days') and not ${isSettled('m', 't')}),
grave as (
  select asked.id, r.value ->> 'factor' as factor, r.value -> 'words' as words
  from asked cross join lateral (select p.reasons from public_post p where p.message_id = asked.id offset 0) p
  cross join lateral jsonb_array_elements(p.reasons) r
  union all select asked.id, f.factor, '[]'::jsonb
  from asked cross join lateral (select g.factors from grave_post g where g.message_id = asked.id offset 0) g cross join lateral unnest(g.factors) f(factor)),
stored as (
  select g.id, json_agg(json_build_object('factor', g.factor, 'words', g.words)) as reasons
  from grave g where g.factor = any('{${graveKinds.join()}}') group by 1),
said as (
  select m.id, m.new_text, m.quoted_text, m.audience, m.sort_at from asked join message m on m.id = asked.id where m.direction = 'inbound'
  union all
  select m.id, m.new_text, null, m.audience, m.sort_at from matter join message m on m.topic_id = matter.id
  where m.audience = 'private' and m.direction = 'inbound' and m.class = 'human'),
newest as (select * from said order by said.sort_at desc limit ${textsMax})
select m.id, m.audience = 'public' as "isPublic", coalesce(stored.reasons, '[]') as stored,
  coalesce(left(concat_ws(E'\\n\\n', newest.new_text, case when newest.audience = 'public' then newest.quoted_text end), ${textMax}), '') as text
from newest full join stored using (id) join message m using (id)
where not exists (select from workspace w where not w.sensitive_needs_ok) order by m.sort_at desc, m.id desc`;
