import type { Queryable } from '../database/queryable.js';
import { outboxNotification } from './queue-send.js';

/** The connector has to hear that the account is active again before it is asked to send. */
const afterResuming = '3 seconds';

/** SQL: the account that delivery `d` leaves from is paused. */
export const isPaused = (d: string): string =>
  `exists (select from account a where a.id = ${d}.account_id and a.state = 'paused')`;

/** What the message says of an answer that has not left yet, because its account is paused. */
export const pausedWaits = {
  detail:
    'The account that it leaves from is paused: it waits, and leaves once somebody resumes the account.',
  why: [{ code: 'account-paused-waits' }],
};

/** What becomes of an answer that its account left behind. */
export const removedLeaves = {
  code: 'account-removed',
  detail:
    'The account that it was to leave from was removed, so it is not tried any more. Answer anew from another account.',
  why: [{ code: 'account-removed' }],
};

/**
 * What waited for a paused account goes to the bus now that it is active again. A copy that lay there meanwhile was stopped or waits; the new name of
 * this one keeps the bus from taking it for that copy and dropping it.
 */
export const releaseWaiting = (db: Queryable, accountId: string): Promise<unknown> =>
  db.query(
    `with released as (
       update outbox o set published_at = null, published = 0, due_at = greatest(o.due_at, now() + interval '${afterResuming}'),
         payload = o.payload || jsonb_build_object('eventId', gen_random_uuid())
       from delivery d where d.id = o.delivery_id and d.account_id = $1 and d.state = 'queued' and o.done_at is null returning 1)
     select pg_notify('${outboxNotification}', '') from released limit 1`,
    [accountId],
  );

/** What waited for an account that is removed now is due at once, unless its writer can still undo it: the relay says what became of it. */
export const endWaiting = (db: Queryable, accountId: string): Promise<unknown> =>
  db.query(
    `with ended as (
       update outbox o set published_at = null, published = 0, due_at = greatest(d.held_until, now())
       from delivery d where d.id = o.delivery_id and d.account_id = $1 and d.state = 'queued' and o.done_at is null returning 1)
     select pg_notify('${outboxNotification}', '') from ended limit 1`,
    [accountId],
  );
