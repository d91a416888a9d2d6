import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { recordLive } from '../live/record-live.js';
import { untilAborted } from '../worker/until-aborted.js';
import type { NoticeSource } from './queue-notices.js';
import { writing } from './write-notices.js';

const everyMs = 1_000;
const atOnce = 200;

interface Waiting {
  kind: NoticeSource | 'promise';
  id: string;
}

/**
 * Tells agents what is for them: what was put aside as it happened, and promises that come near. It is taken and told in one transaction, so that
 * any number of workers tell it once, and who dies tells nothing twice. What was undone before it is told is not told.
 */
export class TellNotices {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const looked = await this.once();
      if (looked < atOnce) await untilAborted(everyMs, signal);
    }
  }

  /** One round; resolves with how much it looked at. */
  once(): Promise<number> {
    return inTransaction(this.dataSource, async (db) => {
      const waiting = [
        ...((await db.query(taking, [atOnce])) as Waiting[]),
        ...((await db.query(takingPromises, [atOnce])) as Waiting[]),
      ];
      if (waiting.length > 0) await tell(db, waiting);
      return waiting.length;
    });
  }
}

const tell = async (db: Queryable, waiting: readonly Waiting[]): Promise<void> => {
  const ids = (wanted: Waiting['kind']) => [
    ...new Set(waiting.flatMap(({ kind, id }) => (kind === wanted ? [id] : []))),
  ];
  const told = (await db.query(writing, [
    ...[ids('message'), ids('action'), ids('delivery'), ids('ok'), ids('promise'), ids('webhook')],
  ])) as { agentId: string }[];
  await tellAgents(
    db,
    told.map(({ agentId }) => agentId),
  );
};

/** Whoever has a page open reads the list again. */
export const tellAgents = (db: Queryable, agentIds: readonly string[]): Promise<void> =>
  recordLive(
    db,
    [...new Set(agentIds)].map((agentId) => ({ accountGroupId: null, kind: 'notices', data: { agentId } })),
  );

const taking = `
with taken as (
  delete from notice_waiting where ctid = any(array(select ctid from notice_waiting limit $1 for update skip locked))
  returning kind, source_id)
select kind, source_id as id from taken`;

/** An hour before, or half way to it where it was made for sooner: nobody is told of what they just promised. */
const takingPromises = `
with near as (
  select id from promise p where p.state = 'open' and p.due_at <= now() + interval '1 hour' and p.told_soon_at is distinct from p.due_at
    and p.due_at - least(interval '1 hour', (p.due_at - p.made_at) / 2) <= clock_timestamp()
  order by p.due_at limit $1 for update skip locked),
told as (update promise p set told_soon_at = p.due_at from near where near.id = p.id returning p.id)
select 'promise' as kind, id from told`;
