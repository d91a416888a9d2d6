import type { Queryable } from '../database/queryable.js';
import { isEmptied } from '../deletions/is-emptied.js';
import { isGrave } from './is-grave.js';

/**
 * Notes posts that became grave after they were answered, closed or settled: an action says so, and the worker that follows storms lets them wait again, under the
 * locks of their threads (`FollowStorms`). What was only found has no thread, and waits on the board at once where it was set aside. The caller holds the storms.
 */
export const noteGraver = async (db: Queryable, messageIds: readonly string[]): Promise<void> => {
  if (messageIds.length > 0) await db.query(noting, [messageIds]);
};

/** When post `m` became grave after all, and its words or its reach were news to whoever had seen to it. */
export const graverAt = (m: string): string =>
  `(select max(a.at) from action a where a.message_id = ${m}.id and a.kind = 'waits-again' and a.rule = 'graver')`;

const noting = `
with heard as (
  update listened_post l set state = 'waiting', at = clock_timestamp(), change_id = gen_random_uuid(), changed_by = null
  from public_post p join storm s on s.id = p.storm_id join message m on m.id = p.message_id
  where l.message_id = p.message_id and p.message_id = any($1::uuid[]) and l.state = 'set-aside' and ${isGrave('s')} and not ${isEmptied('m')}),
noted as (
  insert into action (id, kind, topic_id, message_id, rule, at, data)
  select gen_random_uuid(), 'waits-again', t.id, m.id, 'graver',
    greatest(clock_timestamp(), greatest(t.close_at, t.reopen_at, t.agent_at) + interval '1 microsecond'), jsonb_build_object('stormId', s.id)
  from public_post p join storm s on s.id = p.storm_id join message m on m.id = p.message_id join topic t on t.id = m.topic_id
  where p.message_id = any($1::uuid[]) and ${isGrave('s')} and not m.history and not ${isEmptied('m')}
    and not exists (select from waiting_post w where w.message_id = m.id)
  returning data ->> 'stormId' as storm_id)
insert into turned_storm (storm_id) select distinct storm_id::uuid from noted
on conflict (storm_id) do update set turn = excluded.turn, at = excluded.at, again_at = null`;
