import type { Bus } from '@filo/bus';
import { updatesSubject } from '@filo/contracts';
import type { Logger } from '@filo/service';
import type pg from 'pg';
import type { DataSource } from 'typeorm';
import { poolOf } from '../database/pg-session.js';
import { WakeUp } from '../database/wake-up.js';
import { queueing } from '../notices/queue-notices.js';
import { TellOutage } from '../worker/tell-outage.js';
import { untilAborted } from '../worker/until-aborted.js';
import { liveNotification } from './record-live.js';

/** Any number will do as long as nobody else takes it. */
const sequencerLock = 4_600_002;
/** Transactions whose events are numbered at once. */
const atOnce = 100;
const pollMs = 1_000;
/** Numbering is a commit of its own: what a busy desk takes in within so long shares one. Browsers do not feel it. */
const apartMs = 25;
const cleanEveryMs = 600_000;

/**
 * Gives committed live events their numbers, one sequencer in the whole installation: it holds a session lock of Postgres,
 * and numbers on that very session. A number is given after the commit of its event, and numbers are committed in order,
 * so a reader that resumes at `number > n` misses nothing. Then it wakes the api processes by `updates.live`.
 */
export class LiveSequencer {
  readonly #wakeUp: WakeUp;
  readonly #tell: TellOutage;
  #cleanAt = 0;
  #turnedAt = -Infinity;

  constructor(private readonly parts: { dataSource: DataSource; bus: Bus; log: Logger }) {
    this.#wakeUp = new WakeUp(parts.dataSource, liveNotification);
    this.#tell = new TellOutage(parts.log, 'live events wait');
  }

  /** Runs until the signal aborts; waits while another worker is the sequencer. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#serve(signal);
      } catch (error) {
        this.#tell.failed(error);
      }
      if (!signal.aborted) await this.#wakeUp.next(pollMs, signal);
    }
    this.#wakeUp.close();
  }

  async #serve(signal: AbortSignal): Promise<void> {
    const client = await poolOf(this.parts.dataSource).connect();
    const ignore = (): void => undefined;
    client.on('error', ignore);
    try {
      const held = await client.query('select pg_try_advisory_lock($1) as mine', [sequencerLock]);
      this.#tell.wentWell();
      if (held.rows[0].mine !== true) return;
      while (!signal.aborted) await this.#turn(client, signal);
    } finally {
      client.off('error', ignore);
      // Ends the session and with it the lock, whatever state it is in.
      client.release(true);
    }
  }

  async #turn(client: pg.PoolClient, signal: AbortSignal): Promise<void> {
    const early = this.#turnedAt + apartMs - performance.now();
    if (early > 0) await untilAborted(early, signal);
    this.#turnedAt = performance.now();
    const { rows } = await client.query<{ last: string | null; count: number }>({
      name: 'number-live-events',
      text: numbering,
      values: [atOnce],
    });
    const { last, count } = rows[0]!;
    if (last !== null) this.parts.bus.emit(updatesSubject('live'), { last: Number(last) });
    await this.#clean(client);
    if (count < atOnce) await this.#wakeUp.next(pollMs, signal);
  }

  async #clean(client: pg.PoolClient): Promise<void> {
    if (Date.now() < this.#cleanAt) return;
    this.#cleanAt = Date.now() + cleanEveryMs;
    await client.query(`delete from live_event where at < now() - interval '24 hours'`);
  }
}

/** Transactions in the order of their start, and the events of one in the order they were recorded. */
const numbering = `
with next as (select id from live_waiting order by at, id limit $1),
taken as (delete from live_waiting w using next where w.id = next.id returning w.id, w.changes, w.at),
events as materialized (
  select t.at, e.change from taken t cross join lateral jsonb_array_elements(t.changes) with ordinality e(change, n)
  order by t.at, t.id, e.n
), numbered as (
  insert into live_event (number, account_group_id, kind, data, at)
  select nextval('live_event_number'), (change ->> 'accountGroupId')::uuid, change ->> 'kind', change -> 'data', at
  from events returning number
), added as (
  -- What was added is to be found by its words: see keep-words.ts.
  insert into words_waiting (message_id)
  select (change -> 'data' ->> 'messageId')::uuid from events
  where change ->> 'kind' = 'message' and change -> 'data' ->> 'change' = 'added'
), told as (
  -- Whoever follows its thread, or is named in it: see tell-notices.ts.
  ${queueing('message', "(change -> 'data' ->> 'messageId')::uuid from events")}
  where change ->> 'kind' = 'message' and change -> 'data' ->> 'change' = 'added'
), heard as (
  -- Endpoints are told of what came in: see webhooks/sending.
  insert into webhook_waiting (type, source_id)
  select 'message.received', (change -> 'data' ->> 'messageId')::uuid from events
  where change ->> 'kind' = 'message' and change -> 'data' ->> 'change' = 'added'
    and exists (select from webhook w where w.state = 'on' and 'message.received' = any(w.events))
)
select (select max(number) from numbered) as last, (select count(*)::int from taken) as count`;
