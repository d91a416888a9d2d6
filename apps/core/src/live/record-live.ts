import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';

/** What the browser needs to look again; `data` is the event without its kind, see `liveEvent` of the contracts. */
export type LiveChange = { accountGroupId: string | null } & (
  | { kind: 'thread'; data: { threadId: string; version: number; movedTo?: string; relinked?: true } }
  | { kind: 'threads'; data: { threads: readonly { threadId: string; version: number }[] } }
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
  if (db instanceof GatheringLive) return db.keep(changes);
  await db.query(
    `with written as (insert into live_waiting (id, changes) values ($1, $2::jsonb) returning id)
     select pg_notify('${liveNotification}', '') from written`,
    [uuidv7(), JSON.stringify(changes)],
  );
};

/** A transaction in which many threads change: what is told of them is gathered, and told in one event for each account group. */
export class GatheringLive implements Queryable {
  #kept: LiveChange[] = [];

  constructor(private readonly db: Queryable) {}

  query(sql: string, params?: unknown[]): ReturnType<Queryable['query']> {
    return this.db.query(sql, params);
  }

  keep(changes: readonly LiveChange[]): void {
    this.#kept.push(...changes);
  }

  /** Runs `work`; what was to be told of it is forgotten where it fails and is taken back. */
  async orForget<Value>(work: () => Promise<Value>): Promise<Value> {
    const before = this.#kept.length;
    try {
      return await work();
    } catch (error) {
      this.#kept.length = before;
      throw error;
    }
  }

  async tell(): Promise<void> {
    const kept = this.#kept;
    this.#kept = [];
    await recordLive(this.db, inSum(kept));
  }
}

/** Of each thread the newest version alone. */
const inSum = (changes: readonly LiveChange[]): LiveChange[] => {
  const others: LiveChange[] = [];
  const groups = new Map<string | null, Map<string, number>>();
  for (const change of changes) {
    if (change.kind !== 'thread') {
      others.push(change);
      continue;
    }
    const { accountGroupId, data } = change;
    const threads = groups.get(accountGroupId) ?? new Map<string, number>();
    groups.set(accountGroupId, threads.set(data.threadId, data.version));
  }
  const gathered = [...groups].map(([accountGroupId, threads]) => ({
    accountGroupId,
    kind: 'threads' as const,
    data: { threads: [...threads].map(([threadId, version]) => ({ threadId, version })) },
  }));
  return [...gathered, ...others];
};
