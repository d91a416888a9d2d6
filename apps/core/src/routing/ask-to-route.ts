import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/**
 * Notes, in the transaction that opens or wakes them, which topics somebody is to be given: those that are work, of accounts whose routing says
 * anything. The caller settled them before: history and what we wrote first are not open.
 */
export const askToRoute = async (db: Queryable, topicIds: readonly string[]): Promise<void> => {
  if (topicIds.length === 0) return;
  await db.query(asking, [encodeArray('uuid', topicIds)]);
};

/** Which of these topics nobody has and nobody has to answer now: whoever has routing asks for them once a word wakes them. */
export const asleepAmong = async (db: Queryable, topicIds: readonly string[]): Promise<string[]> => {
  if (topicIds.length === 0) return [];
  const rows = (await db.query(finding, [encodeArray('uuid', topicIds)])) as { id: string }[];
  return rows.map(({ id }) => id);
};

const finding = `
select t.id from unnest($1::uuid[]) r(id) join topic t on t.id = r.id
join account_routing said on said.account_id = t.account_id
where t.state <> 'open' and t.assignee_id is null`;

/** What was done with it until now stands in nobody's way: the next word decides anew. */
const asking = `
insert into routing_waiting (topic_id, done_at)
select t.id, coalesce((select max(a.at) from action a where a.topic_id = t.id and a.actor_agent_id is not null), '-infinity')
from unnest($1::uuid[]) r(id) join topic t on t.id = r.id
join account_routing said on said.account_id = t.account_id
left join team crew on crew.id = said.team_id and crew.removed_at is null
where t.state = 'open' and (crew.id is not null or said.last_agent)
on conflict do nothing`;
