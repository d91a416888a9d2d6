import type { Queryable } from '../../database/queryable.js';
import type { Found } from './find-erased.js';

/** Those who keep something of the person elsewhere are told that it is no more, by the id that they know; before its rows go. */
export const tellWebhooks = async (db: Queryable, { persons, topics }: Found): Promise<void> => {
  await db.query(
    `insert into webhook_waiting (type, source_id, data)
     select 'person.erased', ($1::uuid[])[1], jsonb_build_object('data', jsonb_build_object('threadIds', $1::uuid[]), 'groups', of_topics.ids)
     from (select array_agg(distinct t.account_group_id) as ids from topic t where t.id = any($2::uuid[])) of_topics
     where of_topics.ids is not null and exists (select from webhook w where w.state = 'on' and 'person.erased' = any(w.events))`,
    [persons, topics],
  );
};

/**
 * What was told, or is still to be told, of the person; resolves with how much it was. After the rows that it names: whoever wrote it down
 * at this moment held those.
 */
export const eraseWebhookLog = async (db: Queryable, found: Found): Promise<number> => {
  const { messages, deliveries, topics, identities, persons } = found;
  const [{ count }] = (await db.query(
    `with gone as (delete from webhook_delivery where about && $1::uuid[] returning 1)
     select count(*)::int as count from gone`,
    [[...messages, ...deliveries, ...topics, ...identities, ...persons]],
  )) as [{ count: number }];
  return count;
};
