import { encodeArray } from '../database/encode-array.js';
import type { Queryable } from '../database/queryable.js';

/**
 * Notes, in the transaction that opens them, which new topics somebody is to be given: those that are work, of accounts whose routing says
 * anything. The caller settled them before: history and what we wrote first are not open.
 */
export const askToRoute = async (db: Queryable, topics: readonly { id: string }[]): Promise<void> => {
  if (topics.length === 0) return;
  await db.query(asking, [encodeArray('uuid', topics.map(({ id }) => id))]); // prettier-ignore
};

const asking = `
insert into routing_waiting (topic_id)
select t.id from unnest($1::uuid[]) r(id) join topic t on t.id = r.id
join account_routing said on said.account_id = t.account_id
left join team crew on crew.id = said.team_id and crew.removed_at is null
where t.state = 'open' and (crew.id is not null or said.last_agent)
on conflict do nothing`;
