import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../../database/in-transaction.js';
import type { Queryable } from '../../database/queryable.js';
import { untilAborted } from '../../worker/until-aborted.js';
import { isSearched, writeWords } from './write-words.js';

/** Any number will do as long as nobody else takes it. */
export const wordsLock = 4_600_004;
const pollMs = 500;
/** Messages of one transaction. */
const batchMax = 100;
/** Ids that one look compares; most of them have their words. */
const comparedMax = 5_000;
/** While ingest is busy, words of so many messages are written so often: search falls behind, and never stands still. */
const busyPauseMs = 5_000;
const compareEveryMs = 6 * 60 * 60_000;

/**
 * Writes the words of messages after them, so that taking mail in costs nothing more. Two ways lead to a message, and either
 * is enough:
 *
 * - `words_waiting` names it: the sequencer puts it there when it numbers the news of a message after its commit, a trigger
 *   does when its text changes or it is deleted. This way takes less than a second.
 * - Messages are compared with their words, from the newest id down: all of them after an upgrade, and at every start and
 *   every six hours those of the last days. What any worker, of any version, has ever left out is found here.
 *
 * One worker writes at a time, under a lock of Postgres that lasts a transaction, so that an older state of a message never
 * overwrites a newer one. A kill leaves things as they were before the batch.
 */
export class KeepWords {
  #compareAt = 0;

  constructor(private readonly parts: { dataSource: DataSource; log: Logger; busy?: () => boolean }) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const began = performance.now();
      const looked = await this.once();
      // Half of the time is for others.
      await untilAborted(looked === 0 ? pollMs : Math.min(performance.now() - began, pollMs), signal);
      await this.#giveWay(signal);
    }
  }

  /** One batch; resolves with the number of messages looked at, 0 when nothing is left or another worker is at it. */
  async once(): Promise<number> {
    const due = Date.now() >= this.#compareAt;
    const looked = await inTransaction(this.parts.dataSource, async (db) => {
      const [lock] = await db.query('select pg_try_advisory_xact_lock($1) as mine', [wordsLock]);
      if (lock?.['mine'] !== true) return undefined;
      if (due) await db.query(beginning);
      return (await this.#writeWaiting(db)) || (await this.#compare(db));
    });
    if (due && looked !== undefined) this.#compareAt = Date.now() + compareEveryMs;
    return looked ?? 0;
  }

  async #giveWay(signal: AbortSignal): Promise<void> {
    const until = performance.now() + busyPauseMs;
    while (this.parts.busy?.() && performance.now() < until && !signal.aborted)
      await untilAborted(pollMs / 2, signal);
  }

  async #writeWaiting(db: Queryable): Promise<number> {
    const rows = (await db.query(taking, [batchMax])) as { id: string }[];
    if (rows.length > 0)
      await writeWords(
        db,
        rows.map(({ id }) => id),
        this.parts.log,
      );
    return rows.length;
  }

  async #compare(db: Queryable): Promise<number> {
    const [looked] = (await db.query(comparing, [comparedMax, batchMax])) as Compared[];
    if (!looked) return 0;
    if (looked.missing.length > 0) await writeWords(db, looked.missing, this.parts.log);
    await db.query(moving, [looked.below]);
    return looked.looked;
  }
}

interface Compared {
  missing: string[];
  looked: number;
  /** Everything from here up has its words; null at the end. */
  below: string | null;
}

const taking = `
with taken as (
  delete from words_waiting where ctid = any(array(select ctid from words_waiting limit $1)) returning message_id)
select distinct message_id as id from taken`;

/**
 * Everything when nothing was compared yet, else two days more than needed: an id is made before its message is committed,
 * and clocks differ. A comparison that is under way goes on.
 */
const beginning = `
insert into words_compared (below, down_to)
values ('ffffffff-ffff-ffff-ffff-ffffffffffff', '00000000-0000-0000-0000-000000000000')
on conflict (id) do update set below = excluded.below,
  down_to = overlay('00000000-0000-7000-8000-000000000000' placing
    regexp_replace(lpad(to_hex((extract(epoch from words_compared.compared_at - interval '2 days') * 1000)::bigint), 12, '0'),
      '^(.{8})', '\\1-') from 1)::uuid,
  compared_at = null
where words_compared.below is null`;

const comparing = `
with place as (select below, down_to from words_compared where below is not null),
part as materialized (
  select m.id from place join lateral (
    select id from message where id < place.below and id >= place.down_to order by id desc limit $1) m on true),
missing as materialized (
  select id from part where not exists (select from message_words w where w.message_id = part.id)
    and exists (select from message m where m.id = part.id and ${isSearched('m')})
  order by id desc limit $2),
-- Where the look ends: at the last that is written now, or at the end of the part.
edge as (
  select case when (select count(*) from missing) = $2 then (select id from missing order by id limit 1)
    when (select count(*) from part) = $1 then (select id from part order by id limit 1) end as below)
select array(select id from missing) as missing, (select count(*)::int from part) as looked, edge.below
from place cross join edge`;

const moving = `
update words_compared set below = $1::uuid, compared_at = case when $1::uuid is null then now() end`;
