import type { OkReason } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import type { AnsweredMessage } from '../replies/find-answered-message.js';

/**
 * Why a public answer to this message needs a second pair of eyes; undefined where it needs none. It is asked of all that its author has said here in
 * public and that is not over: whoever wrote "it exploded" and then "hello?" is answered about what exploded, in whichever topic, and whether or not the words are still here. It follows from the words alone: who corrects the level of a storm cannot free their own answer.
 */
export const whyOkIsNeeded = async (
  db: Queryable,
  { id, topicId, audience, accountGroupId, anchorIdentityId }: AnsweredMessage,
): Promise<OkReason[] | undefined> => {
  if (audience !== 'public') return undefined;
  const why = (await db.query(finding, [id, topicId, accountGroupId, anchorIdentityId])) as OkReason[];
  return why.length > 0 ? why : undefined;
};

/** Refuses what one person must not send alone. */
export const refuseWithoutOk = async (db: Queryable, answered: AnsweredMessage): Promise<void> => {
  const why = await whyOkIsNeeded(db, answered);
  if (!why) return;
  throw new DomainError(
    'needs-ok',
    'Nothing was sent: the post speaks of harm, law or press, and a colleague reads a public answer to it first. Ask for their OK.',
    { why },
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
  where may.account_group_id = ${group}::uuid and other.id <> ${agent}::uuid and other.disabled_at is null)`;

/** Days for which a matter that was closed, or a post that stands in none, is still what its author speaks of. */
const lastsDays = 14;

const finding = `
with recursive matter(id) as (
  select $2::uuid where $2::uuid is not null
  union select t.continues_topic_id from matter join topic t on t.id = matter.id where t.continues_topic_id is not null),
theirs as (
  select theirs.identity_id as id from link mine join link theirs on theirs.person_id = mine.person_id and theirs.withdrawn_at is null
  where mine.identity_id = $4::uuid and mine.withdrawn_at is null),
asked as (
  select $1::uuid as id
  union select m.id from matter join message m on m.topic_id = matter.id where m.audience = 'public'
  union select said.id from theirs cross join lateral (
    select p.message_id as id, p.posted_at from public_post p where p.author_identity_id = theirs.id and p.account_group_id = $3::uuid
    union all select g.message_id, g.posted_at from grave_post g where g.author_identity_id = theirs.id and g.account_group_id = $3::uuid) said
  join message m on m.id = said.id left join topic t on t.id = m.topic_id
  where t.state <> 'closed' or greatest(said.posted_at, t.closed_at) > now() - interval '${lastsDays} days'),
grave as (
  select r.value ->> 'factor' as factor, r.value -> 'words' as words
  from asked cross join lateral (select p.reasons from public_post p where p.message_id = asked.id offset 0) p
  cross join lateral jsonb_array_elements(p.reasons) r
  union all select f.factor, '[]'::jsonb
  from asked cross join lateral (select g.factors from grave_post g where g.message_id = asked.id offset 0) g cross join lateral unnest(g.factors) f(factor))
select g.factor, coalesce(array_agg(distinct w.word) filter (where w.word is not null), '{}') as words
from grave g left join lateral jsonb_array_elements_text(g.words) w(word) on true
where g.factor in ('harm', 'law', 'press') and not exists (select from workspace w where not w.sensitive_needs_ok)
group by 1 order by array_position('{harm,law,press}'::text[], g.factor)`;
