import type { OkReason } from '@filo/contracts/http';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import type { AnsweredMessage } from '../replies/find-answered-message.js';

/**
 * Why a public answer to this message needs a second pair of eyes; undefined where it needs none. It is asked of the whole matter: whoever wrote "it exploded" and
 * then "hello?" is answered about what exploded. It follows from the words alone: who corrects the level of a storm cannot free their own answer.
 */
export const whyOkIsNeeded = async (
  db: Queryable,
  { id, topicId, audience }: Pick<AnsweredMessage, 'id' | 'topicId' | 'audience'>,
): Promise<OkReason[] | undefined> => {
  if (audience !== 'public') return undefined;
  const why = (await db.query(finding, [id, topicId])) as OkReason[];
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

const finding = `
with asked as (
  select $1::uuid as id union select m.id from message m where m.topic_id = $2::uuid and m.audience = 'public')
select r.value ->> 'factor' as factor, coalesce(array_agg(distinct w.word) filter (where w.word is not null), '{}') as words
from asked cross join lateral (select p.reasons from public_post p where p.message_id = asked.id offset 0) p
cross join lateral jsonb_array_elements(p.reasons) r
left join lateral jsonb_array_elements_text(r.value -> 'words') w(word) on true
where r.value ->> 'factor' in ('harm', 'law', 'press') and not exists (select from workspace w where not w.sensitive_needs_ok)
group by 1 order by array_position('{harm,law,press}'::text[], r.value ->> 'factor')`;
