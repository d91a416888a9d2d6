import { encodeArray } from '../../database/encode-array.js';
import type { Queryable } from '../../database/queryable.js';
import type { ChangeActor } from '../links/link-change.js';

export interface MessagesToMove {
  /** Where they stand now: with the address, or with parts of it. */
  fromIds: readonly string[];
  partId: string;
  messageIds: readonly string[];
  actor: ChangeActor;
}

/**
 * Writes down that messages stand with a part of their address, with our answers to them, and lets them stand there. Who wrote
 * them, and where an answer goes, stays the address. A topic goes with the message that opened it.
 */
export const moveMessages = async (db: Queryable, move: MessagesToMove): Promise<void> => {
  await db.query(writing, [
    encodeArray('uuid', move.messageIds),
    encodeArray('uuid', move.fromIds),
    move.partId,
    'agentId' in move.actor ? move.actor.agentId : null,
  ]);
  await replayMoves(db, [move.partId]);
};

/** Lets messages and topics stand where the actions say that they were moved to last. */
export const replayMoves = async (db: Queryable, partIds: readonly string[]): Promise<void> => {
  const parts = encodeArray('uuid', partIds);
  await db.query(movingMessages, [parts]);
  await db.query(movingTopics, [parts]);
  await db.query(movingPromises, [parts]);
};

const writing = `
with meant as (
  select m.id, m.topic_id from message m
  where m.anchor_identity_id = any($2::uuid[]) and (m.id = any($1::uuid[])
    or m.direction = 'outbound' and m.answers_message_id = any($1::uuid[])))
insert into action (id, kind, message_id, identity_id, actor_agent_id, data)
select gen_random_uuid(), 'moved', meant.id, $3::uuid, $4::uuid,
  case when opening.message_id = meant.id then jsonb_build_object('opened', opening.topic_id) else '{}' end
from meant left join lateral (
  select coalesce(t.twin_of, t.id) as whole_id from topic t where t.id = meant.topic_id) stands on true
left join lateral (
  select a.message_id, a.topic_id from action a where a.topic_id = stands.whole_id and a.kind = 'placed'
  order by a.at, a.id limit 1) opening on true`;

/** The last move of each message that was ever moved to one of these parts. */
const lastMoves = `
with ever as (
  select distinct a.message_id from unnest($1::uuid[]) part(id)
  join action a on a.identity_id = part.id and a.kind = 'moved'),
last as (
  select moved.* from ever cross join lateral (
    select a.message_id, a.identity_id, a.data from action a
    where a.message_id = ever.message_id and a.kind = 'moved' order by a.at desc, a.id desc limit 1) moved)`;

const movingMessages = `${lastMoves}
update message m set anchor_identity_id = last.identity_id from last
where m.id = last.message_id and m.anchor_identity_id <> last.identity_id`;

const movingTopics = `${lastMoves}
update topic t set anchor_identity_id = last.identity_id from last
where last.data ? 'opened' and t.id = (last.data ->> 'opened')::uuid and t.anchor_identity_id <> last.identity_id`;

/** What we promised in a word of ours goes with that, what we promised in a matter with whoever opened it. */
const movingPromises = `${lastMoves}
update promise p set anchor_identity_id = last.identity_id from last
where p.anchor_identity_id <> last.identity_id and (p.message_id = last.message_id
  or p.message_id is null and last.data ? 'opened' and p.topic_id = (last.data ->> 'opened')::uuid)`;
