import type { Queryable } from '../database/queryable.js';
import { relearnWithout } from './lessons/relearn.js';
import { lockStorms } from './lock-storms.js';
import { settleStorms } from './weigh-stored.js';
import { graveKinds } from './words/severity-words.js';

/**
 * What was deleted at its source is no voice any more and waits for nobody; the reasons of its severity quote it, and go with it. That it spoke of harm, law or press stays: whoever
 * answers its author goes on answering about that. So does of which storm it was, while others of it stand: our word to it answers what else its author says there.
 */
export const forgetPosts = async (
  db: Queryable,
  messages: readonly { messageId: string; accountGroupId: string }[],
): Promise<void> => {
  await lockStorms(
    db,
    messages.map(({ accountGroupId }) => accountGroupId),
  );
  await db.query(keeping, [messages.map(({ messageId }) => messageId)]);
  const gone = (await db.query(
    `with gone as (delete from public_post where message_id = any($1::uuid[]) returning message_id, storm_id),
     seen_to as (delete from waiting_post where message_id = any($1::uuid[])),
     kept as (
       insert into former_voice (message_id, storm_id) select message_id, storm_id from gone
       where exists (select from public_post other where other.storm_id = gone.storm_id and other.message_id <> all($1::uuid[]))
       on conflict (message_id) do update set storm_id = excluded.storm_id)
     select distinct storm_id as id from gone order by storm_id`,
    [messages.map(({ messageId }) => messageId)],
  )) as { id: string }[];
  await settleStorms(
    db,
    gone.map(({ id }) => id),
  );
  await relearnWithout(
    db,
    messages.map(({ messageId }) => messageId),
  );
};

const keeping = `
insert into grave_post (message_id, account_group_id, author_identity_id, posted_at, factors)
select p.message_id, p.account_group_id, p.author_identity_id, p.posted_at, grave.factors
from public_post p cross join lateral (
  select array_agg(r ->> 'factor') as factors from jsonb_array_elements(p.reasons) r where r ->> 'factor' = any('{${graveKinds.join()}}')) grave
where p.message_id = any($1::uuid[]) and grave.factors is not null
on conflict do nothing`;
