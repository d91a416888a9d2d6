import type { Bus } from '@filo/bus';
import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { underLock } from '../../database/under-lock.js';
import { isUnnamed } from '../../housekeeping/free-blobs.js';
import { keysOf } from '../../ingest/keys-of-event.js';
import { exactly } from '../../paging/json-times.js';
import { untilAborted } from '../../worker/until-aborted.js';
import { saysWords } from './says-words.js';

const everyMs = 10 * 60_000;
/** Of one round; what is more waits for the next. */
const postsMax = 5_000;
/** Any number will do as long as nobody else takes it. */
const roundLock = 4_600_120;

/** Long enough that a round looks for many at once, and short of an hour with the round itself. */
const gatheredFor = '20 minutes';
/** What came since, out of a connector that was behind. */
const againAfter = '20 hours';

interface Left {
  channel: string;
  externalId: string;
  blobs: string[];
  notedAt: string;
  /** What other servers call it, and its whole network. */
  names: string[];
}

/**
 * Takes what its author deleted out of INBOUND and DEAD, with its pictures: the newest deletions within the hour, and those of the last eight days once
 * more each day. It goes by what stands in each event and by no number of the stream, so that a bus that was set back or made anew loses nothing of
 * anybody else. What was noted is due until a round is through: killed in between, the next one does it again, which changes nothing.
 */
export class TakeOffBus {
  constructor(
    private readonly parts: {
      dataSource: DataSource;
      bus: Pick<Bus, 'erase'>;
      log: Pick<Logger, 'info'>;
    },
  ) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await untilAborted(everyMs, signal);
      if (!signal.aborted) await this.once();
    }
  }

  /** One round; resolves with how many events went. One worker at a time. */
  async once(): Promise<number> {
    return (await underLock(this.parts.dataSource, roundLock, () => this.#round())) ?? 0;
  }

  async #round(): Promise<number> {
    const { dataSource, bus, log } = this.parts;
    const due = (await dataSource.query(finding, [postsMax])) as Left[];
    if (due.length === 0) return 0;
    const keys = new Set(
      due.flatMap(({ channel, externalId, names }) =>
        [externalId, ...names].map((id) => JSON.stringify([channel, id])),
      ),
    );
    const unnamed = (await dataSource.query(findingUnnamed, [due.flatMap(({ blobs }) => blobs)])) as {
      sha256: string;
    }[];
    const erased = await bus.erase({
      channels: [...new Set(due.map(({ channel }) => channel))],
      blobs: unnamed.map(({ sha256 }) => sha256),
      matches: (_, event) =>
        saysWords(event) && keysOf(event).some(({ place, id }) => keys.has(JSON.stringify([place, id]))),
    });
    await dataSource.query(looked, [JSON.stringify(due)]);
    const events = erased.inbound + erased.dead;
    log.info({ posts: due.length, events, blobs: erased.blobs }, 'deleted posts taken off the bus');
    return events;
  }
}

/** A round looks for everything that has not been looked for lately, once something has waited for long enough. */
const finding = `
with due as materialized (
  select * from left_on_bus
  where (looked_at is null or looked_at < now() - interval '${againAfter}' / 2) and exists (
    select from left_on_bus waits
    where waits.looked_at is null and waits.noted_at < now() - interval '${gatheredFor}' or waits.looked_at < now() - interval '${againAfter}')
  order by looked_at nulls first, noted_at limit $1
), named as (
  select n.channel, n.first_external_id as external_id, array_agg(n.external_id) as names
  from post_name n join due on due.channel = n.channel and due.external_id = n.first_external_id group by 1, 2)
select due.channel, due.external_id as "externalId", due.blobs, ${exactly('due.noted_at')} as "notedAt", coalesce(named.names, '{}') as names
from due left join named using (channel, external_id)`;

/** Whoever shows the same picture keeps it, there too. */
const findingUnnamed = `
select distinct deleted.sha256 from unnest($1::text[]) deleted(sha256) where ${isUnnamed('deleted.sha256')}`;

/** But for what was noted anew meanwhile. */
const looked = `
update left_on_bus l set looked_at = now(), blobs = '{}'
from json_to_recordset($1) as r(channel text, "externalId" text, "notedAt" timestamptz)
where l.channel = r.channel and l.external_id = r."externalId" and l.noted_at <= r."notedAt"`;
