import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';

/** What the browser needs to look again; `data` is the event without its kind, see `liveEvent` of the contracts. */
export type LiveChange = { accountGroupId: string | null } & (
  | { kind: 'thread'; data: { threadId: string; version: number; movedTo?: string; relinked?: true } }
  | {
      kind: 'message';
      data: { threadId: string | null; messageId: string; change: 'added' | 'changed' | 'removed' };
    }
  | { kind: 'account'; data: { accountId: string } }
  | { kind: 'quarantine'; data: Record<string, never> }
  | { kind: 'outbox'; data: Record<string, never> }
  | { kind: 'suggestions'; data: Record<string, never> }
  | { kind: 'proofs'; data: Record<string, never> }
  | { kind: 'promises'; data: { threadId: string } }
  | { kind: 'oks'; data: { threadId: string | null } }
  | { kind: 'teams'; data: Record<string, never> }
  | { kind: 'tags'; data: Record<string, never> }
  | { kind: 'views'; data: Record<string, never> }
  | { kind: 'public-pause'; data: Record<string, never> }
  // For one agent alone.
  | { kind: 'drafts'; data: { agentId: string } }
  | { kind: 'notices'; data: { agentId: string } }
);

/** Channel on which the sequencer listens for rows that wait for their number. */
export const liveNotification = 'filo_live';

/**
 * Writes live events in the transaction of the change they tell of, all in one row. They are numbered after commit by the
 * worker's single sequencer, which then emits `updates.live` on the bus: a number is never below one that a reader has
 * already passed.
 */
export const recordLive = async (db: Queryable, changes: readonly LiveChange[]): Promise<void> => {
  if (changes.length === 0) return;
  await db.query(
    `with written as (insert into live_waiting (id, changes) values ($1, $2::jsonb) returning id)
     select pg_notify('${liveNotification}', '') from written`,
    [uuidv7(), JSON.stringify(changes)],
  );
};
