import type { Why } from '@filo/contracts';
import type { Queryable } from '../../database/queryable.js';
import { backoffMs } from './back-off.js';

/** An answer that somebody wants deleted where it stands, until it is, or its platform refused. */
export interface Wish {
  messageId: string;
  agentId: string;
  attempts: number;
}

/** Why not, in the words of the other side, and for other languages. */
export interface Refusal {
  words: string;
  why?: Why[] | undefined;
}

/** Longer than one asking takes: whoever asks has the wish to itself for so long, and when it dies another goes on. */
const heldSeconds = 60;

/** Keeps the wish before anybody is asked. Whoever wants the same again is asking anew. */
export const keepWish = (db: Queryable, wish: Pick<Wish, 'messageId' | 'agentId'>): Promise<unknown> =>
  db.query(
    `insert into take_back (message_id, agent_id, next_at) values ($1, $2, now() + make_interval(secs => ${heldSeconds}))
     on conflict (message_id) do update set agent_id = excluded.agent_id, next_at = excluded.next_at, attempts = 0,
       said = null, why = null, refused = false`,
    [wish.messageId, wish.agentId],
  );

/** Some that are due, each for whoever asked first. */
export const takeWishes = async (db: Queryable, most: number): Promise<Wish[]> =>
  (await db.query(
    `with due as (
       select message_id from take_back where not refused and next_at <= now()
       order by next_at limit $1 for update skip locked),
     taken as (
       update take_back t set next_at = now() + make_interval(secs => ${heldSeconds}), attempts = t.attempts + 1
       from due where t.message_id = due.message_id returning t.message_id, t.agent_id, t.attempts)
     select message_id as "messageId", agent_id as "agentId", attempts from taken`,
    [most],
  )) as Wish[];

/** Nobody could say that it is deleted: it is asked for again, less and less often. */
export const waitAgain = (
  db: Queryable,
  { messageId, attempts }: Pick<Wish, 'messageId' | 'attempts'>,
  { words, why }: Partial<Refusal>,
): Promise<unknown> =>
  db.query(
    `update take_back set next_at = now() + make_interval(secs => $2), said = $3, why = $4
     where message_id = $1 and not refused`,
    [messageId, backoffMs(attempts) / 1_000, words ?? null, why ? JSON.stringify(why) : null],
  );

/** Its platform said no: it is asked no more until somebody wants it again. */
export const endRefused = (db: Queryable, messageId: string, { words, why }: Refusal): Promise<unknown> =>
  db.query(`update take_back set refused = true, said = $2, why = $3 where message_id = $1`, [
    messageId,
    words,
    why ? JSON.stringify(why) : null,
  ]);

export const endWish = (db: Queryable, messageId: string): Promise<unknown> =>
  db.query('delete from take_back where message_id = $1', [messageId]);
